using Local.Machines;
using Local.Providers.Contract;

namespace Local.Cli.Nodes;

/// <summary>The published ports, as URLs that can be opened from this computer.</summary>
internal static class Endpoints
{
    public static IReadOnlyList<string> In(PropertyMap outputs, IEndpointResolver resolver) =>
        outputs["endpoints"].Kind != PropertyKind.List
            ? []
            :
            [
                .. outputs["endpoints"]
                    .AsList.Where(item => item.Kind == PropertyKind.String)
                    .Select(item => Real(item.AsString, resolver)),
            ];

    private static string Real(string url, IEndpointResolver resolver)
    {
        var address = new Uri(url);
        return new UriBuilder(address) { Port = resolver.Resolve(address.Host, address.Port) }.Uri.ToString();
    }
}
