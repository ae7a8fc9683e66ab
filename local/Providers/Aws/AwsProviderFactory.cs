using Local.Machines;
using Local.Providers.Contract;

namespace Local.Providers.Aws;

/// <summary>Package <c>aws</c>, on virtual machines of this computer.</summary>
/// <param name="cloud">The stack's machines.</param>
public sealed class AwsProviderFactory(LocalCloud cloud) : IProviderFactory
{
    /// <summary>Books are shared by all providers of a stack: resources of one region may be named by those of another.</summary>
    private readonly CloudStore _store = new(Path.Combine(cloud.StackDirectory, "cloud"));

    public string Package => "aws";

    public IReadOnlyList<CheckFailure> CheckConfig(PropertyMap config) => NeedRegion(config);

    internal static IReadOnlyList<CheckFailure> NeedRegion(PropertyMap config) =>
        config["region"].Kind == PropertyKind.Null
            ? [new("region", "aws:region is not set; set it, for example: pulumi config set aws:region eu-central-1")]
            : [];

    public IProvider Create(PropertyMap config) =>
        new AwsProvider(cloud, _store, config["region"] is { Kind: PropertyKind.String } region ? region.AsString : "");
}
