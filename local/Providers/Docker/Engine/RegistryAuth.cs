using System.Text;
using System.Text.Json.Nodes;
using Local.Providers.Contract;

namespace Local.Providers.Docker.Engine;

/// <summary>The provider's credentials for registries.</summary>
internal sealed class RegistryAuth(IReadOnlyList<PropertyMap> registries)
{
    // Where an image of Docker Hub is pulled from, and all that the provider takes for it in the name of an image.
    private const string Hub = "registry-1.docker.io";
    private static readonly string[] _hubs = [Hub, "index.docker.io", "docker.io", "registry.hub.docker.com"];

    /// <summary>The credential that says nothing; it is sent all the same, and takes the place of one that the swarm holds.</summary>
    public static string None { get; } = Convert.ToBase64String("{}"u8);

    /// <summary>The header that lets the engine pull an image; null where no credentials are configured for its registry.</summary>
    public string? HeaderFor(string image) => HeaderOf(RegistryOf(image));

    /// <summary>The header of a service: found by the text before the first slash, so that an image of Docker Hub has none unless an entry has that text for its address.</summary>
    public string ServiceHeaderFor(string image)
    {
        if (!image.Contains('/'))
        {
            return None;
        }

        var host = image.Split('/')[0];
        return HeaderOf(host)
            ?? (_hubs.Contains(host) ? _hubs.Select(HeaderOf).FirstOrDefault(header => header is not null) : null)
            ?? None;
    }

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

    private string? HeaderOf(string host) =>
        registries.FirstOrDefault(entry => HostOf(entry.Text("address") ?? "") == host && entry.Text("username") is not null) is { } found
            ? Header(
                found.Text("username")!,
                found.Text("password") ?? "",
                $"{(found.Text("address")!.StartsWith("http://", StringComparison.Ordinal) ? "http" : "https")}://{host}"
            )
            : null;

    private static string RegistryOf(string image)
    {
        var parts = image.Split('/');
        return parts.Length > 2 || (parts.Length == 2 && (parts[0].Contains('.') || parts[0].Contains(':') || parts[0] == "localhost"))
            ? parts[0]
            : Hub;
    }

    private static string HostOf(string address) =>
        address.Replace("https://", "", StringComparison.Ordinal).Replace("http://", "", StringComparison.Ordinal).Split('/')[0];
}
