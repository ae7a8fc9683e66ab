namespace Infra.Settings;

/// <summary>Where the machines come from (swarm:provider).</summary>
internal enum HostsProvider
{
    /// <summary>The program creates them on AWS.</summary>
    Aws,

    /// <summary>They exist already, and are listed in swarm:hosts.</summary>
    Hosts,
}
