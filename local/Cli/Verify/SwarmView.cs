using System.Text.Json;
using Local.Cli.Nodes;
using static Local.Cli.Verify.SwarmView;

namespace Local.Cli.Verify;

/// <summary>The swarm as a manager lists it.</summary>
internal sealed record SwarmView(IReadOnlyList<NodeEntry> Nodes, IReadOnlyList<SwarmService> Services, IReadOnlyList<SwarmTask> Tasks)
{
    /// <summary>Prints three lines of JSON: nodes, services and tasks. Docker's own client takes a second each time on a slow node.</summary>
    public const string Script =
        """for list in nodes services tasks; do curl --silent --show-error --max-time 30 --write-out '\n' --unix-socket /var/run/docker.sock "http://localhost/$list" || exit; done""";

    /// <summary>Reads what the script printed; what the engine refuses becomes a <see cref="CheckFailedException"/>.</summary>
    public static SwarmView Parse(string printed)
    {
        var lists = printed
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();
        if (lists.Find(list => list.ValueKind == JsonValueKind.Object) is { ValueKind: JsonValueKind.Object } refusal)
        {
            throw new CheckFailedException(Text(refusal, "message"));
        }

        return lists is [var nodes, var services, var tasks]
            ? Read(nodes, services, tasks)
            : throw new CheckFailedException($"the engine answered {lists.Count} lists of 3");
    }

    /// <summary>Reads the engine's answers to <c>GET /nodes</c>, <c>/services</c> and <c>/tasks</c>.</summary>
    public static SwarmView Read(JsonElement nodes, JsonElement services, JsonElement tasks) =>
        new(
            [.. nodes.EnumerateArray().Select(NodeEntry.Read)],
            [.. services.EnumerateArray().Select(Service)],
            [.. tasks.EnumerateArray().Select(Task)]
        );

    /// <summary>The entries of a node: by its address, as the swarm knows it, or by its name.</summary>
    public IReadOnlyList<NodeEntry> EntriesOf(Node node) =>
        [.. Nodes.Where(entry => entry.Addresses.Contains(node.PrivateAddress) || entry.Name == node.Name)];

    /// <summary>The nodes that may be given tasks of a service now.</summary>
    public IReadOnlyList<NodeEntry> Fitting(SwarmService service) =>
        [.. Nodes.Where(node => node.IsReady && node.IsActive && service.Constraints.All(node.Meets))];

    private static SwarmService Service(JsonElement service)
    {
        var spec = At(service, "Spec");
        var task = At(spec, "TaskTemplate");
        return new(
            Text(service, "ID"),
            Text(spec, "Name"),
            Text(At(task, "ContainerSpec"), "Image"),
            At(At(At(spec, "Mode"), "Replicated"), "Replicas") is { ValueKind: JsonValueKind.Number } replicas ? replicas.GetInt64() : null,
            At(At(spec, "Mode"), "Global").ValueKind == JsonValueKind.Object,
            At(At(task, "Placement"), "Constraints") is { ValueKind: JsonValueKind.Array } constraints
                ? [.. constraints.EnumerateArray().Select(one => one.GetString()!)]
                : []
        )
        {
            UpdateState = Text(At(service, "UpdateStatus"), "State"),
            UpdateMessage = Text(At(service, "UpdateStatus"), "Message"),
            Changed = Changed(service),
            Desired = Number(At(service, "ServiceStatus"), "DesiredTasks"),
            Completed = Number(At(service, "ServiceStatus"), "CompletedTasks"),
            Addresses = AddressesOf(service),
        };
    }

    // Of an update that replaces no task, such as one back to what runs still, the swarm keeps no word; nor of a scaling, which corrects no task.
    private static DateTimeOffset? Changed(JsonElement service) =>
        Time(At(service, "UpdateStatus"), "StartedAt")
        ?? (
            At(At(service, "PreviousSpec"), "TaskTemplate") is { ValueKind: JsonValueKind.Object } previous
            && !JsonElement.DeepEquals(previous, At(At(service, "Spec"), "TaskTemplate"))
                ? Time(service, "UpdatedAt")
                : null
        );

    private static SwarmTask Task(JsonElement task) =>
        new(
            Text(task, "ServiceID"),
            At(task, "Slot") is { ValueKind: JsonValueKind.Number } slot ? slot.GetInt64() : 0,
            Text(task, "NodeID"),
            Text(At(task, "Status"), "State"),
            Text(task, "DesiredState"),
            FirstOf(Text(At(task, "Status"), "Err"), Text(At(task, "Status"), "Message")),
            Time(task, "CreatedAt")
        )
        {
            Since = Time(At(task, "Status"), "Timestamp"),
            Error = Text(At(task, "Status"), "Err"),
            Addresses =
            [
                .. Items(task, "NetworksAttachments")
                    .SelectMany(attachment =>
                        Items(attachment, "Addresses")
                            .Select(address => new AddressOnNetwork(Text(At(attachment, "Network"), "ID"), address.GetString() ?? ""))
                    ),
            ],
        };

    // Virtual addresses.
    private static IReadOnlyList<AddressOnNetwork> AddressesOf(JsonElement service) =>
        [
            .. Items(At(service, "Endpoint"), "VirtualIPs")
                .Select(address => new AddressOnNetwork(Text(address, "NetworkID"), Text(address, "Addr"))),
        ];

    private static string FirstOf(string first, string second) => first.Length > 0 ? first : second;

    internal static JsonElement At(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    internal static string Text(JsonElement element, string name) =>
        At(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    internal static long? Number(JsonElement element, string name) =>
        At(element, name) is { ValueKind: JsonValueKind.Number } value ? value.GetInt64() : null;

    internal static DateTimeOffset? Time(JsonElement element, string name) =>
        At(element, name) is { ValueKind: JsonValueKind.String } value && value.TryGetDateTimeOffset(out var time) ? time : null;

    internal static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        At(element, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    internal static Dictionary<string, string> Texts(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString() ?? "")
            : [];
}

/// <summary>An entry in the swarm's list of nodes.</summary>
internal sealed record NodeEntry(
    string Id,
    string Name,
    string Role,
    string State,
    string Availability,
    IReadOnlyList<string> Addresses,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string> EngineLabels
)
{
    /// <summary>Whether it is a manager that leads the others.</summary>
    public bool IsLeader { get; init; }

    /// <summary>Such as <c>reachable</c>; empty for a worker.</summary>
    public string Reachability { get; init; } = "";

    /// <summary>The engine's version.</summary>
    public string Engine { get; init; } = "";

    /// <summary>Its part in the swarm as one text, such as <c>ready</c>, <c>down</c>, <c>ready, leader</c> or <c>ready, drain</c>.</summary>
    public string Part =>
        string.Join(
            ", ",
            new[] { State, IsLeader ? "leader" : "", Reachability == "reachable" ? "" : Reachability, IsActive ? "" : Availability }.Where(
                word => word.Length > 0
            )
        );

    public bool IsReady => State == "ready";
    public bool IsActive => Availability == "active";

    /// <summary>What the configuration says, as the step that set it has left word on the node (infra/Scripts/attributes.sh).</summary>
    public string WantedAvailability => Labels.GetValueOrDefault("pulumi.availability", "active");

    /// <summary>The address that the other nodes use: of itself a manager may not say it where workers do.</summary>
    public string Address => Addresses.LastOrDefault(address => address.Length > 0) ?? "";

    /// <summary>Reads one element of the engine's answer to <c>GET /nodes</c>.</summary>
    public static NodeEntry Read(JsonElement node)
    {
        var (description, spec, status, manager) = (
            At(node, "Description"),
            At(node, "Spec"),
            At(node, "Status"),
            At(node, "ManagerStatus")
        );
        return new(
            Text(node, "ID"),
            Text(description, "Hostname"),
            Text(spec, "Role"),
            Text(status, "State"),
            Text(spec, "Availability"),
            [Text(status, "Addr"), Text(manager, "Addr").Split(':')[0]],
            Texts(At(spec, "Labels")),
            Texts(At(At(description, "Engine"), "Labels"))
        )
        {
            IsLeader = At(manager, "Leader").ValueKind == JsonValueKind.True,
            Reachability = Text(manager, "Reachability"),
            Engine = Text(At(description, "Engine"), "EngineVersion"),
        };
    }

    /// <summary>Whether a placement constraint lets tasks onto this node; one that cannot be judged here does.</summary>
    public bool Meets(string constraint)
    {
        var isEqual = constraint.Contains("==", StringComparison.Ordinal);
        if (
            constraint.Split(isEqual ? "==" : "!=", StringSplitOptions.TrimEntries) is not [var key, var value]
            || ValueOf(key) is not { } own
        )
        {
            return true;
        }

        return own.Equals(value, StringComparison.OrdinalIgnoreCase) == isEqual;
    }

    private string? ValueOf(string key) =>
        key.ToLowerInvariant() switch
        {
            "node.id" => Id,
            "node.hostname" => Name,
            "node.role" => Role,
            { } name when name.StartsWith("node.labels.", StringComparison.Ordinal) => Labels.GetValueOrDefault(
                key["node.labels.".Length..],
                ""
            ),
            { } name when name.StartsWith("engine.labels.", StringComparison.Ordinal) => EngineLabels.GetValueOrDefault(
                key["engine.labels.".Length..],
                ""
            ),
            _ => null,
        };
}

/// <summary>A service: how many tasks it is to have, null where it is to have one on every node or is a job.</summary>
internal sealed record SwarmService(string Id, string Name, string Image, long? Replicas, bool IsGlobal, IReadOnlyList<string> Constraints)
{
    /// <summary>How its last update went, such as <c>completed</c> or <c>paused</c>; empty when it had none.</summary>
    public string UpdateState { get; init; } = "";

    /// <summary>What the swarm says about that update.</summary>
    public string UpdateMessage { get; init; } = "";

    /// <summary>When the last update of what its tasks are began; null: it had none.</summary>
    public DateTimeOffset? Changed { get; init; }

    /// <summary>How many tasks the swarm wants to run now; null: an engine before 20.10 does not say.</summary>
    public long? Desired { get; init; }

    /// <summary>How many tasks of a job have ended well; null as above.</summary>
    public long? Completed { get; init; }

    /// <summary>Its virtual addresses.</summary>
    public IReadOnlyList<AddressOnNetwork> Addresses { get; init; } = [];
}

/// <summary>A task of a service.</summary>
internal sealed record SwarmTask(
    string Service,
    long Slot,
    string Node,
    string State,
    string DesiredState,
    string Word,
    DateTimeOffset? Created
)
{
    public bool Runs => State == "running" && DesiredState == "running";

    /// <summary>Whether it has ended, well or not, and gave its addresses back.</summary>
    public bool HasEnded => State is "complete" or "shutdown" or "failed" or "rejected" or "remove" or "orphaned";

    /// <summary>What went wrong with it, or what it waits for; empty: nothing.</summary>
    public string Error { get; init; } = "";

    /// <summary>When it came into its state, by its node's clock.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Its addresses.</summary>
    public IReadOnlyList<AddressOnNetwork> Addresses { get; init; } = [];
}

/// <summary>An address that something has on a network: the network's id, and the address, which the length of its prefix may follow.</summary>
internal sealed record AddressOnNetwork(string Network, string Address);
