using System.Collections.Concurrent;
using Local.Providers.Contract;
using Local.Runner.Resources;
using Local.Runner.State;

namespace Local.Runner.Deployments;

/// <summary>The providers of a run, one for each provider resource, made when one is first needed.</summary>
internal sealed class ProviderPool(IReadOnlyList<IProviderFactory> factories, StateStore store) : IAsyncDisposable
{
    private readonly Dictionary<string, IProviderFactory> _factories = factories.ToDictionary(
        factory => factory.Package,
        StringComparer.Ordinal
    );
    private readonly ConcurrentDictionary<string, Lazy<IProvider>> _providers = new(StringComparer.Ordinal);

    /// <exception cref="UnsupportedException">No provider of that package is linked in.</exception>
    public IProviderFactory Factory(string package, string askedFor) =>
        _factories.GetValueOrDefault(package)
        ?? throw new UnsupportedException(
            $"The local cloud knows the packages {string.Join(", ", _factories.Keys.Order(StringComparer.Ordinal))}, and \"{askedFor}\" is of another. For it, run this program with the Pulumi CLI (`pulumi up`)."
        );

    /// <summary>Takes the configuration that the program gives a provider resource in this run.</summary>
    public void Configure(ResourceRecord provider) => _providers[provider.Urn] = Make(provider);

    /// <summary>The provider that a reference names, as the program configured it, or else as the state recorded it.</summary>
    public IProvider Find(string reference)
    {
        var urn = ProviderReference.Parse(reference).Urn;
        return _providers
            .GetOrAdd(urn, key =>
                Make(
                    store.Look(state => state.Find(key))
                        ?? throw new RefusedException(
                            $"The provider {key} is not registered and not in the state. Register it before the resources that use it."
                        )
                )
            )
            .Value;
    }

    /// <summary>The provider, which must know the type.</summary>
    /// <exception cref="UnsupportedException">It does not.</exception>
    public IProvider Find(string reference, string type)
    {
        var provider = Find(reference);
        return provider.Types.Contains(type)
            ? provider
            : throw new UnsupportedException(
                $"The local cloud does not know the resource type \"{type}\"; of its package it knows {string.Join(", ", provider.Types.Order(StringComparer.Ordinal))}. For others, run this program with the Pulumi CLI (`pulumi up`)."
            );
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers.Values.Where(provider => provider.IsValueCreated))
        {
            await provider.Value.DisposeAsync();
        }
    }

    private Lazy<IProvider> Make(ResourceRecord provider) =>
        new(() => Factory(Urn.Package(provider.Type), provider.Type).Create(provider.Inputs.Reveal().Without("version")));
}
