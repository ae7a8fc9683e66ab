namespace Infra.Settings;

/// <summary>The credentials for one registry.</summary>
/// <param name="Address">As names of images begin; Docker Hub is docker.io.</param>
/// <param name="User">The user.</param>
/// <param name="Password">The password, a secret.</param>
internal sealed record RegistrySettings(string Address, string User, string Password)
{
    /// <summary>Docker Hub, which the names of its images leave out.</summary>
    public const string Hub = "docker.io";
}
