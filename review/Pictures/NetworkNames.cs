using Review.Effects;
using Review.Plans;

namespace Review.Pictures;

/// <summary>Which networks a service or a container is attached to. A service knows them by their ids, which a network that is not made yet has none of.</summary>
internal sealed class NetworkNames
{
    // As docker shortens ids.
    private const int ShortId = 12;

    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, string> _urns = [];
    private readonly List<string> _made = [];

    public NetworkNames(IEnumerable<Change> networks)
    {
        foreach (var network in networks)
        {
            _urns[network.Urn] = network.Name;
            if (network.Kind is ChangeKind.Created or ChangeKind.Replaced)
            {
                _made.Add(network.Name);
            }

            foreach (var state in new[] { network.Old, network.New }.OfType<ResourceState>())
            {
                foreach (var known in new[] { state.Id, state.Inputs["name"].Text }.Where(known => !string.IsNullOrEmpty(known)))
                {
                    _names[known!] = network.Name;
                }
            }
        }
    }

    /// <summary>The names, in order; an id where the plan does not name the network.</summary>
    public IReadOnlyCollection<string> Of(ResourceState? workload)
    {
        if (workload is null)
        {
            return [];
        }

        var attached = workload.Inputs["taskSpec"]["networksAdvanceds"].Items.Concat(workload.Inputs["networksAdvanced"].Items).ToList();
        var found = new SortedSet<string>(NaturalOrder.Instance);
        List<string?> unnamed = [];
        foreach (var known in attached.Select(network => network["id"].Text ?? network["name"].Text))
        {
            if (known is not null && _names.TryGetValue(known, out var name))
            {
                found.Add(name);
            }
            else
            {
                unnamed.Add(known);
            }
        }

        if (unnamed.Count > 0)
        {
            var needed = workload.Needs.Select(NameOf).OfType<string>().Where(name => !found.Contains(name)).Distinct().ToList();
            var made = _made.Where(name => !found.Contains(name)).ToList();
            // All or nothing: a wrong network is worse than one without a name.
            found.UnionWith(
                needed.Count == unnamed.Count ? needed
                : unnamed.TrueForAll(id => id is null) && made.Count == unnamed.Count ? made
                : unnamed
                    .OfType<string>()
                    .Select(id => id.Length > ShortId && !id.Contains('-', StringComparison.Ordinal) ? id[..ShortId] : id)
            );
        }

        return found;
    }

    private string? NameOf(string urn) =>
        _urns.TryGetValue(urn, out var name) ? name
        : NetworkEffects.IsNetworkType(Urn.TypeIn(urn)) ? Urn.NameIn(urn)
        : null;
}
