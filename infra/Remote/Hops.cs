using Pulumi;

namespace Infra.Remote;

/// <summary>Has scripts that run ssh on this computer go through another machine (Scripts/hop.sh). Without one nothing is different.</summary>
internal static class Hops
{
    /// <summary>The script, in which ssh goes through the hop.</summary>
    public static Script Through(this Script script, SshTarget? hop) => hop is null ? script : script.After("hop");

    /// <summary>The script's environment, with what it must know of the hop.</summary>
    public static InputMap<string> Through(this InputMap<string> environment, SshTarget? hop)
    {
        if (hop is not null)
        {
            environment.Add("HOP", hop.Name);
            environment.Add("HOP_ADDRESS", hop.Address);
            environment.Add("HOP_PORT", $"{hop.Port}");
            environment.Add("HOP_USER", hop.User);
            environment.Add("HOP_KNOWN_HOST", hop.KnownHost);
        }

        return environment;
    }
}
