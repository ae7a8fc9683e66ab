using System.Runtime.CompilerServices;
using Review.Differences;
using Review.Plans;

namespace Review.Effects;

/// <summary>
/// The nodes before and after. Before: what the stack put out when it was last applied. After: less those whose parts are deleted, and with those whose parts are created.
/// A plan shows no resource that stays as it is, and needs not.
/// </summary>
internal sealed class SwarmNodes
{
    private const string ManagerComponent = "swarm:swarm:SwarmManager";
    private const string MemberComponent = "swarm:swarm:SwarmMember";
    private const string Machine = "aws:ec2/instance:Instance";
    private const string Command = "command:remote:Command";
    private const string MemberStep = "-member";

    private static readonly string[] _joins = ["-init", "-join"];

    // The steps that are replaced with their machine, of which each has its first trigger: the id of what the program made, or the key of a host.
    private static readonly string[] _stepsOfMachine = ["-docker", .. _joins];

    /// <summary>What a machine is stopped and started for: AWS takes neither while it runs.</summary>
    internal static readonly (string Property, string What)[] Restarting =
    [
        ("instanceType", "another instance type"),
        ("userData", "other user data"),
        ("userDataBase64", "other user data"),
    ];

    private readonly Plan _plan;
    private readonly Dictionary<string, NodeState> _nodes = [];
    private readonly Dictionary<string, string> _roles;
    private readonly HashSet<string> _created;
    private readonly HashSet<string> _joining;
    private readonly Dictionary<string, Change> _memberSteps;
    private readonly HashSet<string> _otherMachines = [];
    private readonly HashSet<string> _attributed = [];

    // Several parts of a report ask for them.
    private static readonly ConditionalWeakTable<Plan, IReadOnlyList<NodeState>> _known = [];

    private SwarmNodes(Plan plan)
    {
        _plan = plan;
        _roles = RolesIn(plan);
        _created =
        [
            .. plan
                .Changes.Where(change => change.Kind == ChangeKind.Created && change.Type is ManagerComponent or MemberComponent)
                .Select(change => change.Name),
        ];
        // An up that failed before a node had joined has made its component: the steps that have it join are created then.
        _joining =
        [
            .. plan
                .Changes.Where(change =>
                    change is { Kind: ChangeKind.Created, Type: Command }
                    && Urn.TypeIn(change.Parent) is ManagerComponent or MemberComponent
                    && Array.Exists(_joins, step => change.Name == Urn.NameIn(change.Parent) + step)
                )
                .Select(change => Urn.NameIn(change.Parent))
                .Except(_created),
        ];
        _memberSteps = plan
            .Changes.Concat(plan.Unchanged)
            .Where(change => change.Type == Command && change.Name.EndsWith(MemberStep, StringComparison.Ordinal))
            .DistinctBy(change => change.Name)
            .ToDictionary(change => change.Name);
    }

    /// <summary>The nodes by name; those that stay as they are too.</summary>
    public static IReadOnlyList<NodeState> Of(Plan plan) => _known.GetValue(plan, unread =>
        {
            var read = new SwarmNodes(unread);
            read.Read();
            return [.. read._nodes.Values.OrderBy(node => node.Name, NaturalOrder.Instance)];
        });

    /// <summary>Whether it is the machine of a node: a bastion is none.</summary>
    public static bool IsMachine(Change change) =>
        change.Type == Machine && !change.Urn.Contains("swarm:hosts:Bastion$", StringComparison.Ordinal);

    /// <summary>How many there will be: so many tasks has a global service.</summary>
    public static int Count(IReadOnlyList<NodeState> nodes) => nodes.Count(node => node.RoleAfter is not null);

    /// <summary>Whether a plan names all nodes: what the stack put out does, and so does a plan that leaves nothing out.</summary>
    public static bool AreAllKnown(Plan plan) =>
        (plan.Stack?.Old?.Outputs["nodes"] ?? Value.Absent).Items.Any() || plan.Stack?.Kind == ChangeKind.Created || plan.IsWhole;

    /// <summary>Whether there was a swarm, and nothing of it stays.</summary>
    public static bool IsGone(Plan plan) =>
        plan.Stack?.Kind == ChangeKind.Deleted || (Of(plan) is { Count: > 0 } nodes && Count(nodes) == 0);

    private void Read()
    {
        var known = _plan.Stack?.Old?.Outputs["nodes"] ?? Value.Absent;
        foreach (var node in known.Items)
        {
            if (node["name"].Text is { } name)
            {
                var role = node["role"].Text ?? NodeState.Worker;
                _nodes[name] = new NodeState(name) { RoleBefore = role, RoleAfter = role };
            }
        }

        foreach (var same in _plan.Unchanged)
        {
            // What an up that failed has made is not among the outputs.
            if (same.Type is ManagerComponent or MemberComponent && !_nodes.ContainsKey(same.Name))
            {
                var role = same.Type == ManagerComponent ? NodeState.Manager : Role(same, state => state.New ?? state.Old);
                Change(same.Name, node => node with { RoleAfter = role }, _joining.Contains(same.Name) ? null : role);
            }
        }

        foreach (var change in _plan.Changes)
        {
            switch (change.Type)
            {
                case ManagerComponent or MemberComponent:
                    Member(change);
                    break;
                case Machine when IsMachine(change):
                    Instance(change);
                    break;
                case Command:
                    Step(change);
                    break;
                default:
                    break;
            }
        }

        foreach (var same in _plan.Unchanged.Where(change => change.Type == Command))
        {
            Attributes(same with { Old = same.Old ?? same.New, New = same.New ?? same.Old });
        }

        var configured = new ConfiguredNodes(_plan);
        foreach (var node in _nodes.Values.Where(node => !_attributed.Contains(node.Name)).ToList())
        {
            if (node is { RoleBefore: { } before, RoleAfter: { } after })
            {
                _nodes[node.Name] = node with
                {
                    Availability = (configured.AvailabilityOf(node.Name, before), configured.AvailabilityOf(node.Name, after)),
                    Labels = (configured.LabelsOf(node.Name, before), configured.LabelsOf(node.Name, after)),
                };
            }
        }

        // With the old machine, nothing of the node has gone yet, whatever its steps say.
        foreach (
            var machine in _plan
                .Failed.Concat(_plan.Unfinished)
                .Concat(_plan.Changes)
                .Where(change => IsMachine(change) && change.Halves is { New: HalfState.There } && _nodes.ContainsKey(change.Name))
        )
        {
            Change(machine.Name, node => node with { IsReplaced = false }, null);
        }

        // Where the program makes the machines, another one is told by itself.
        if (_plan.Configuration.GetValueOrDefault("swarm:provider") != "aws")
        {
            foreach (var node in _otherMachines.Except(_plan.Changes.Where(IsMachine).Select(machine => machine.Name)))
            {
                Change(node, state => state with { IsOtherHost = true }, null);
            }
        }
    }

    private void Member(Change change)
    {
        // How far a step came that failed, or that was not finished, nobody knows, nor what became of the node.
        if (_plan.Failed.Concat(_plan.Unfinished).Any(step => Urn.NameIn(step.Parent) == change.Name))
        {
            return;
        }

        if (change.Kind == ChangeKind.Deleted)
        {
            // The first manager may become a member, and the other way round: then it is created as the other.
            Change(change.Name, node => _created.Contains(change.Name) ? node : node with { RoleAfter = null }, RoleBefore(change));
        }
        else if (change.Kind == ChangeKind.Created)
        {
            Change(change.Name, node => node with { RoleAfter = RoleAfter(change) }, null);
        }
    }

    private void Instance(Change change)
    {
        var differences = PropertyDifferences.Of(change);
        // Where none is seen, the provider names what it has found to differ; beside those that are seen it names others as well.
        var isUnseen = differences.Count == 0;
        Change(
            change.Name,
            node =>
                change.Kind switch
                {
                    ChangeKind.Replaced => node with { IsReplaced = true },
                    ChangeKind.Created when change.IsMadeAgain || change.IsGoneAlready => node with
                    {
                        IsReplaced = true,
                        IsFoundGone = true,
                    },
                    _ when change.IsFoundGone => node with { IsFoundGone = true },
                    ChangeKind.Deleted when !change.IsLeftBehind => node with { LosesMachine = true },
                    ChangeKind.Updated
                        when Array.Find(Restarting, one =>
                            differences.Any(other => other.IsWithin(one.Property))
                            || (isUnseen && change.DifferenceReasons.Contains(one.Property))
                        )
                            is { What: { } what } => node with
                    {
                        IsRestarted = true,
                        RestartedFor = isUnseen ? $"{what}, which the plan does not show" : what,
                    },
                    _ => node,
                },
            null
        );
    }

    // What is set of a node in the swarm; the step of a node that goes takes nothing from the rest.
    private void Attributes(Change change)
    {
        if (NodeOf(change, "-attributes") is { } name)
        {
            var (old, next) = (change.Old, change.Kind == ChangeKind.Deleted ? null : change.New);
            _attributed.Add(name);
            var (had, has) = (LabelsOf(old), LabelsOf(next));
            Change(
                name,
                node => node with { Availability = (Of(old, "AVAILABILITY"), Of(next, "AVAILABILITY")), Labels = (had, has) },
                null
            );
        }

        static string Of(ResourceState? state, string variable) => state is null ? "" : Variable(state, "create", variable) ?? "";

        static IReadOnlyList<string> LabelsOf(ResourceState? state) =>
            Of(state, "LABELS").Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private void Step(Change change)
    {
        OwnerOf(change);
        Attributes(change);
        if (change is { Kind: ChangeKind.Updated or ChangeKind.Replaced, Old: { } old, New: { } next })
        {
            if (
                change.Kind == ChangeKind.Replaced
                && OtherMachine(old, next)
                && _stepsOfMachine.Select(step => NodeOf(change, step)).FirstOrDefault(node => node is not null) is { } moved
            )
            {
                _otherMachines.Add(moved);
                Change(moved, node => node with { IsReplaced = true }, null);
            }

            if (NodeOf(change, "-docker") is { } engine)
            {
                var (isChanged, what) = EngineDifference.Of(change);
                if (isChanged)
                {
                    Change(engine, node => node with { EngineChanges = true, Engine = what }, null);
                }
            }
            else if (NodeOf(change, MemberStep) is { } member && Variable(next, "create", "ROLE") is { } role)
            {
                Change(member, node => node with { RoleAfter = role }, null);
            }
        }
    }

    // Without the outputs of an earlier run, the steps of a node tell that it is there.
    private void OwnerOf(Change step)
    {
        var (type, name) = (Urn.TypeIn(step.Parent), Urn.NameIn(step.Parent));
        var joins = _joining.Contains(name);
        if (
            type is ManagerComponent or MemberComponent
            && (joins || step.Kind is ChangeKind.Updated or ChangeKind.Replaced)
            && _nodes.GetValueOrDefault(name) is null or { RoleBefore: null, RoleAfter: null }
            && (type == ManagerComponent ? NodeState.Manager : ToldRole(name)) is { } role
        )
        {
            Change(name, node => node with { RoleBefore = joins ? null : role, RoleAfter = role }, null);
        }
    }

    private string? ToldRole(string member) =>
        _memberSteps.TryGetValue(member + MemberStep, out var step) && (step.Old ?? step.New) is { } state
            ? Variable(state, "create", "ROLE")
            : _roles.GetValueOrDefault(member);

    // Only steps of nodes that are known: another command may have any name.
    private string? NodeOf(Change change, string suffix) =>
        change.Name.EndsWith(suffix, StringComparison.Ordinal) && change.Name[..^suffix.Length] is var node && _nodes.ContainsKey(node)
            ? node
            : null;

    private void Change(string name, Func<NodeState, NodeState> how, string? roleBefore)
    {
        var node = _nodes.GetValueOrDefault(name) ?? new NodeState(name) { RoleBefore = roleBefore };
        _nodes[name] = how(node);
    }

    private string RoleBefore(Change component) =>
        component.Type == ManagerComponent ? NodeState.Manager : Role(component, state => state.Old);

    private string RoleAfter(Change component) =>
        component.Type == ManagerComponent ? NodeState.Manager
        : _roles.TryGetValue(component.Name, out var role) ? role
        : Role(component, state => state.New);

    private string Role(Change component, Func<Change, ResourceState?> side) =>
        _memberSteps.TryGetValue(component.Name + MemberStep, out var step) && side(step) is { } state
            ? Variable(state, "create", "ROLE") ?? NodeState.Worker
            : NodeState.Worker;

    private static string? Variable(ResourceState state, string script, string variable) =>
        state.Inputs[script].Text is { } text ? CommandLine.Variables(text).Assigned.GetValueOrDefault(variable) : null;

    private static bool OtherMachine(ResourceState old, ResourceState next) => old.Inputs["triggers"] != next.Inputs["triggers"];

    private static Dictionary<string, string> RolesIn(Plan plan) =>
        plan.Setting("hosts")
            .Items.Where(host => host["name"].Text is not null && host["role"].Text is not null)
            .DistinctBy(host => host["name"].Text)
            .ToDictionary(host => host["name"].Text!, host => host["role"].Text!);
}
