using System.Text;
using System.Text.Json.Nodes;
using Local.Providers.Contract;

namespace Local.Providers.Docker.Engine;

/// <summary>The provider's credentials for registries.</summary>
internal sealed class RegistryAuth(IReadOnlyList<PropertyMap> registries)
{
    private const string DockerHub = "docker.io";

    /// <summary>The credential that says nothing; it is sent all the same, and takes the place of one that the swarm holds.</summary>
    public static string None { get; } = Convert.ToBase64String("{}"u8);

    /// <summary>The header that lets the engine pull an image; null where no credentials are configured for its registry.</summary>
    public string? HeaderFor(string image)
    {
        var registry = RegistryOf(image);
        var found = registries.FirstOrDefault(entry =>
            HostOf(entry.Text("address") ?? "") == registry && entry.Text("username") is not null
        );
        return found is null ? null : Header(found.Text("username")!, found.Text("password") ?? "", found.Text("address")!);
    }

    /// <summary>The header of a service: found by the text before the first slash, so that an image of Docker Hub has none unless it says <c>docker.io/</c>.</summary>
    public string ServiceHeaderFor(string image) =>
        image.Contains('/') && image.Split('/')[0] is var host && registries.Any(entry => HostOf(entry.Text("address") ?? "") == host)
            ? HeaderFor(image) ?? None
            : None;

    public static string Header(string username, string password, string address) =>
        Convert
            .ToBase64String(
                Encoding.UTF8.GetBytes(
                    new JsonObject
                    {
                        ["username"] = username,
                        ["password"] = password,
                        ["serveraddress"] = address,
                    }.ToJsonString()
                )
            )
            .Replace('+', '-')
            .Replace('/', '_');

    private static string RegistryOf(string image)
    {
        var first = image.Split('/')[0];
        return image.Contains('/') && (first.Contains('.') || first.Contains(':') || first == "localhost") ? first : DockerHub;
    }

    private static string HostOf(string address)
    {
        var host = address.Replace("https://", "", StringComparison.Ordinal).Replace("http://", "", StringComparison.Ordinal).Split('/')[0];
        return host is "index.docker.io" or "registry-1.docker.io" or "registry.hub.docker.com" ? DockerHub : host;
    }
}
