using Local.Runner.Resources;
using Local.Runner.State;

namespace Local.Runner.Deployments.Registering;

/// <summary>Finds what is recorded under a resource's URN or one of the names it had before.</summary>
internal sealed class Aliases(Run run)
{
    private readonly Lock _gate = new();

    /// <summary>For each resource that was found under a former URN, that URN.</summary>
    private readonly Dictionary<string, string> _former = new(StringComparer.Ordinal);

    /// <summary>The same, by the former URN.</summary>
    private readonly Dictionary<string, string> _renamed = new(StringComparer.Ordinal);
    private ILookup<string, string>? _referrers;

    public ResourceRecord? Find(string urn, Goal goal)
    {
        lock (_gate)
        {
            if (run.Store.Look(state => state.Find(urn)) is { } record)
            {
                return record;
            }

            foreach (var former in FormerUrns(goal))
            {
                if (_renamed.TryGetValue(former, out var other))
                {
                    throw new RefusedException($"{urn} and {other} both claim to have been {former}. Remove one of the two aliases.");
                }

                if (run.Store.Look(state => state.Find(former)) is { } old)
                {
                    _former[urn] = former;
                    _renamed[former] = urn;
                    return Rename(old, urn);
                }
            }

            return null;
        }
    }

    private IEnumerable<string> FormerUrns(Goal goal)
    {
        var own = goal.Aliases.Select(alias => ToUrn(alias, goal)).ToList();
        var inherited = _former.TryGetValue(goal.Parent, out var formerParent)
            ? own.Select(alias => (Type: Urn.Type(alias), Name: Urn.Name(alias)))
                .Prepend((goal.Type, goal.Name))
                .Select(alias => Create(formerParent, alias.Type, ChildName(alias.Name, Urn.Name(goal.Parent), Urn.Name(formerParent))))
            : [];
        return own.Concat(inherited).Distinct(StringComparer.Ordinal);
    }

    private string ToUrn(Alias alias, Goal goal)
    {
        if (alias.Urn is { Length: > 0 } urn)
        {
            return urn;
        }

        var parent =
            alias.NoParent ? ""
            : alias.Parent is { Length: > 0 } given ? _former.GetValueOrDefault(given, given)
            : goal.Parent;
        return Urn.Create(
            Or(alias.Stack, run.Options.Stack),
            Or(alias.Project, run.Configuration.Project),
            parent,
            Or(alias.Type, goal.Type),
            Or(alias.Name, goal.Name)
        );
    }

    /// <summary>A child named after its parent (<c>node1-docker</c>) had the parent's former name in its own.</summary>
    private static string ChildName(string name, string parent, string formerParent) =>
        name.StartsWith(parent, StringComparison.Ordinal) ? formerParent + name[parent.Length..] : name;

    private string Create(string parent, string type, string name) =>
        Urn.Create(run.Options.Stack, run.Configuration.Project, parent, type, name);

    private static string Or(string? value, string otherwise) => string.IsNullOrEmpty(value) ? otherwise : value;

    /// <summary>Gives a record its new URN, in every record that refers to it too.</summary>
    private ResourceRecord Rename(ResourceRecord old, string urn)
    {
        var renamed = old with { Urn = urn };
        run.Store.Change(state =>
        {
            _referrers ??= References.Backwards(state.Resources.Select(record => (record.Urn, record.References())));
            state.Replace(old, renamed);
            foreach (
                var referrer in _referrers[old.Urn]
                    .Select(referrer => state.Find(_renamed.GetValueOrDefault(referrer, referrer)))
                    .OfType<ResourceRecord>()
                    .ToList()
            )
            {
                state.Replace(referrer, referrer.MapReferences(reference => reference == old.Urn ? urn : reference));
            }
        });
        return renamed;
    }
}
