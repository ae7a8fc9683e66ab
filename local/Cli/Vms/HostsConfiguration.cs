using System.Globalization;
using System.Text;
using Local.Machines;

namespace Local.Cli.Vms;

/// <summary>A stack's configuration for machines that exist already.</summary>
internal static class HostsConfiguration
{
    /// <summary>The content of a <c>Pulumi.&lt;stack&gt;.yaml</c> for these machines.</summary>
    public static string Of(IReadOnlyList<BareMachine> machines, string keyFile) =>
        new StringBuilder()
            .Append("config:\n")
            .Append("  swarm:provider: hosts\n")
            .Append("  swarm:dockerChannel: distro\n")
            .Append(CultureInfo.InvariantCulture, $"  swarm:sshPrivateKeyFile: {keyFile}\n")
            .Append("  swarm:hosts:\n")
            .AppendJoin("", machines.Select(machine => Entry(machine, "    ")))
            .ToString();

    /// <summary>A machine as an entry of <c>swarm:hosts</c>.</summary>
    public static string Entry(BareMachine machine, string indent) =>
        new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{indent}- name: {machine.Name}\n")
            .Append(CultureInfo.InvariantCulture, $"{indent}  role: {machine.Role}\n")
            .AppendJoin("", Reachability(machine).Select(way => $"{indent}  {way.Key}: {way.Value}\n"))
            .ToString();

    /// <summary>What leads to a machine, and is another when it was made anew.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Reachability(BareMachine machine) =>
        [
            new("address", machine.Address),
            new("port", machine.Port.ToString(CultureInfo.InvariantCulture)),
            new("user", machine.User),
            new("privateAddress", machine.PrivateAddress),
            new("hostKey", machine.HostKey),
        ];
}
