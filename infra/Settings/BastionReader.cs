namespace Infra.Settings;

/// <summary>Reads whether nodes have public addresses, and through what they are reached where they have none.</summary>
internal static class BastionReader
{
    private static string Scope => $"{SettingsTable.Machines.Key}.{SettingsTable.MachinesOfBastion.Name}";

    /// <summary>What the bastion is made of; null: every node has a public address, and there is none.</summary>
    /// <param name="reader">The configuration.</param>
    /// <param name="bastion">What it would be made of.</param>
    public static AwsMachineSettings? Read(SettingsReader reader, AwsMachineSettings? bastion)
    {
        var word = SettingsTable.PublicAddresses;
        if (reader.Word(word with { Default = word.Unset }) == PublicAddresses.All)
        {
            if (bastion is not null && !reader.IsWrong(word))
            {
                reader.Report(
                    Scope,
                    "what a bastion is made of",
                    $"nothing unless {word.Key} is bastion, since there is no bastion otherwise",
                    $"Remove it, or run `pulumi config set {word.Key} bastion`."
                );
            }

            return null;
        }

        if (reader.Configured(SettingsTable.ElasticAddresses) == "false")
        {
            reader.Report(
                SettingsTable.ElasticAddresses,
                $"\"false\" beside {word.Key} bastion",
                "nothing, since no node has a public address, and the bastion always has an Elastic IP address",
                $"Run `pulumi config rm {SettingsTable.ElasticAddresses.Key}`."
            );
        }

        return bastion ?? Smallest;
    }

    /// <summary>What the bastion is made of where nothing else is said: a disk as small as Debian's image allows, and no image of the nodes, which may be of another processor.</summary>
    public static AwsMachineSettings Smallest { get; } = new($"{Scope}.", "t3.nano", null, 8, []);
}
