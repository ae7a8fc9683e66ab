using Review.Effects;
using Review.Plans;

namespace Review.Rules;

/// <summary>What rules look at: what will be there after a change, or what was there before it, as far as the plan names it.</summary>
internal sealed class Reviewed
{
    private readonly ILookup<string, Resource> _resources;

    private Reviewed(Plan plan, bool isAfter, DateOnly today, IEnumerable<NodeState> nodes)
    {
        Plan = plan;
        IsAfter = isAfter;
        Today = today;
        Nodes = [.. nodes];
        _resources = Sides(plan, isAfter).ToLookup(resource => resource.Change.Type);
        Services = [.. Of("docker:index/service:Service").Select(resource => new ReviewedService(resource.Name, resource.Inputs))];
        OpenedToOutside =
        [
            .. Of(PortEffects.Rule)
                .Select(rule => Firewall.Of(plan).Let(rule.Change, rule.State))
                .OfType<Opened>()
                .Where(rule => rule.IsOutside),
        ];
    }

    public Plan Plan { get; }

    /// <summary>Whether this is the side after the change. What a change does on its way is asked of that side alone.</summary>
    public bool IsAfter { get; }

    public DateOnly Today { get; }

    public IReadOnlyList<NodeState> Nodes { get; }

    /// <summary>Whether these are all nodes.</summary>
    public bool NamesAllNodes => SwarmNodes.AreAllKnown(Plan);

    public IReadOnlyList<ReviewedService> Services { get; }

    /// <summary>What the firewall opens to others than the members of the swarm.</summary>
    public IReadOnlyList<Opened> OpenedToOutside { get; }

    /// <summary>What it opened to them before the change, of the side after it; nothing is before the other.</summary>
    public IReadOnlyList<Opened> OpenedBefore => field ??= IsAfter ? Before(Plan, Today).OpenedToOutside : [];

    /// <summary>The directories of nodes of which a volume is another name, by the volume's name.</summary>
    public ILookup<string?, string?> Directories =>
        field ??= Of(DataEffects.Volume).ToLookup(volume => volume.Inputs["name"].Text, volume => DataEffects.DirectoryOf(volume.Inputs));

    public static Reviewed After(Plan plan, DateOnly today) => new(plan, isAfter: true, today, SwarmNodes.Of(plan));

    public static Reviewed Before(Plan plan, DateOnly today) =>
        new(
            plan,
            isAfter: false,
            today,
            SwarmNodes
                .Of(plan)
                .Where(node => node.RoleBefore is not null)
                .Select(node => new NodeState(node.Name)
                {
                    RoleBefore = node.RoleBefore,
                    RoleAfter = node.RoleBefore,
                    Availability = (node.Availability.Before, node.Availability.Before),
                })
        );

    public IEnumerable<Resource> Of(string type) => _resources[type];

    /// <summary>A setting as text; empty where it is not set.</summary>
    public string Setting(string name) => Plan.Configuration.GetValueOrDefault($"swarm:{name}", "");

    /// <summary>Whether what is there of a scope is in the plan, so that what is not found of it is not there.</summary>
    public bool Shows(string scope) =>
        Plan.IsWhole
        || Services.Any(service => IsWithin(scope, service.Scope))
        || ContainersOfNodes.Of(this).Any(container => IsWithin(scope, container.Scope));

    private static bool IsWithin(string scope, string thing) => scope == thing || scope.StartsWith($"{thing}.", StringComparison.Ordinal);

    /// <summary>The version of the engines that is asked for; before a change that asks for another, what it asked for then.</summary>
    public string DockerVersion =>
        (IsAfter ? null : Plan.Changes.Select(EngineDifference.VersionBefore).FirstOrDefault(version => version is not null))
        ?? Setting("dockerVersion");

    public bool IsOnAws => Setting("provider") == "aws";

    private static IEnumerable<Resource> Sides(Plan plan, bool isAfter) =>
        plan
            .Changes.Concat(plan.Unchanged)
            .Select(change => new { Change = change, State = Side(change, isAfter) })
            .Where(one => one.State is not null)
            .Select(one => new Resource(one.Change, one.State!));

    private static ResourceState? Side(Change change, bool isAfter) =>
        isAfter ? change.New
        // What an earlier replacement has left over is deleted beside what is made.
        : change.Kind == ChangeKind.Created ? null
        // What is taken over was there.
        : change.Kind == ChangeKind.Imported ? change.New
        : change.Old;
}
