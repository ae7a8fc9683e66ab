using Local.Providers.Contract;

namespace Local.Providers.Tls;

/// <summary>Package <c>tls</c>; it has no settings here.</summary>
public sealed class TlsProviderFactory : IProviderFactory
{
    public string Package => "tls";

    public IReadOnlyList<CheckFailure> CheckConfig(PropertyMap config) => [];

    public IProvider Create(PropertyMap config) => new TlsProvider();
}
