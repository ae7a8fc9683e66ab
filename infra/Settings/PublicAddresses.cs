namespace Infra.Settings;

/// <summary>Which machines on AWS have a public address.</summary>
internal enum PublicAddresses
{
    /// <summary>Every node.</summary>
    All,

    /// <summary>No node, but one more machine, through which they are reached by SSH.</summary>
    Bastion,
}
