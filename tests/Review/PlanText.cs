using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tests.Review;

/// <summary>Writes plans in the two forms of the genuine CLI, for changes that it was not asked for.</summary>
internal sealed class PlanText
{
    private const string Secret = "4dabf18193072939515e22adb298388d";

    private readonly List<Step> _steps = [];
    private readonly Dictionary<Step, Step> _ends = [];
    private readonly Dictionary<Step, Halt> _halts = [];
    private readonly HashSet<Step> _madeFirst = [];
    private readonly List<(string Severity, string Message, string? Urn)> _said = [];
    private readonly Dictionary<string, string> _configuration = [];
    private JsonObject? _stackOutputs;
    private string _stackOperation = "same";
    private readonly Dictionary<string, int> _alsoCounted = [];
    private int _leftOut = 10;

    /// <summary>The nodes before the change, such as "node1 manager".</summary>
    public PlanText Nodes(params string[] nodes)
    {
        _stackOutputs = new JsonObject
        {
            ["nodes"] = new JsonArray([
                .. nodes.Select(node => node.Split(' ')).Select(node => new JsonObject { ["name"] = node[0], ["role"] = node[1] }),
            ]),
        };
        return this;
    }

    /// <summary>Where its services answer before the change.</summary>
    public PlanText Endpoints(params string[] addresses)
    {
        _stackOutputs!["endpoints"] = new JsonArray([.. addresses.Select(address => (JsonNode)address)]);
        return this;
    }

    public PlanText Config(string key, string value)
    {
        _configuration[key] = value;
        return this;
    }

    /// <summary>As with --show-sames: what stays as it is is in it too, or there is nothing.</summary>
    public PlanText Whole()
    {
        _leftOut = 0;
        return this;
    }

    /// <summary>Steps that the plan counts and does not name.</summary>
    public PlanText Counting(string operation, int count)
    {
        _alsoCounted[operation] = count;
        return this;
    }

    public PlanText Destroyed()
    {
        _stackOperation = "delete";
        return this;
    }

    /// <summary>As of <c>pulumi refresh --preview-only</c>: no program runs.</summary>
    public PlanText OnlyRead()
    {
        _stackOperation = "refresh";
        return this;
    }

    /// <summary>How the last step ends in a stream: with another operation, and with what was found.</summary>
    public PlanText Ends(string operation, string? next = null, string? differences = null)
    {
        _ends[_steps[^1]] = _steps[^1] with { Operation = operation, New = next, Differences = differences };
        return this;
    }

    /// <summary>A step on a resource, of the engine of a node where one is named; states are JSON, {secret} in them a secret. Outputs are those that the provider has read before.</summary>
    public PlanText Step(
        string operation,
        string parent,
        string type,
        string name,
        string? old = null,
        string? next = null,
        string? differences = null,
        string? reasons = null,
        bool kept = false,
        string? created = null,
        string? on = null,
        string? outputs = null
    )
    {
        _steps.Add(new Step(operation, parent, type, name, old, next, differences, reasons, kept, created, on, outputs));
        return this;
    }

    /// <summary>The step that gives a node its labels and its availability.</summary>
    public PlanText Attributes(string operation, string node, string before, string after, string availability = "") =>
        Step(
            operation,
            $"swarm:swarm:SwarmMember {node}",
            "command:remote:Command",
            $"{node}-attributes",
            AttributesOf(node, availability, before),
            AttributesOf(node, availability, after),
            operation == "update" ? "create=update" : null
        );

    public static string AttributesOf(string node, string availability, string labels = "") =>
        $$"""{"create": "MEMBER='{{node}}' AVAILABILITY='{{availability}}' LABELS='{{labels}}' timeout --kill-after=10 60 /bin/sh"}""";

    /// <summary>In the record of an update, the last step makes the new thing before it deletes the old one.</summary>
    public PlanText MadeFirst()
    {
        _madeFirst.Add(_steps[^1]);
        return this;
    }

    /// <summary>In the record of an update, the last step failed at one of its operations, with a status of the engine: 1 where something was made.</summary>
    public PlanText FailsAt(string operation, int status = 2)
    {
        _halts[_steps[^1]] = new Halt(operation, HasBegun: true, status);
        return this;
    }

    /// <summary>In the record of an update, the update stopped before the last step ended one of its operations.</summary>
    public PlanText StopsAt(string operation, bool hasBegun = true)
    {
        _halts[_steps[^1]] = new Halt(operation, hasBegun, Status: null);
        return this;
    }

    public PlanText Say(string severity, string message)
    {
        _said.Add((severity, message, null));
        return this;
    }

    public byte[] Digest()
    {
        var steps = new JsonArray { Stack("oldState", "newState") };
        foreach (var step in _steps)
        {
            var node = new JsonObject { ["op"] = step.Operation, ["urn"] = step.Urn };
            Add(node, "oldState", State(step, step.Old, "\"[secret]\"", step.Kept));
            Add(node, "newState", State(step, step.New, "\"[secret]\"", false));
            Add(node, "diffReasons", Tops(step));
            Add(node, "replaceReasons", Reasons(step));
            node["detailedDiff"] = Details(step, "kind");
            steps.Add(node);
        }

        var document = new JsonObject
        {
            ["config"] = Configuration(),
            ["steps"] = steps,
            ["diagnostics"] = new JsonArray([
                .. _said.Select(said => new JsonObject
                {
                    ["message"] = $"{said.Severity}: {said.Message}\n",
                    ["severity"] = said.Severity,
                }),
            ]),
            ["duration"] = 1_000_000_000,
            ["changeSummary"] = Counts(),
        };
        return Encoding.UTF8.GetBytes(document.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    public byte[] Stream()
    {
        List<JsonObject> events =
        [
            new() { ["preludeEvent"] = new JsonObject { ["config"] = Configuration() } },
            Event(Stack("old", "new")),
        ];
        var secret = $$"""{"{{Secret}}":"1b47061264138c4ac30d75fd1eb44270","ciphertext":"[secret]"}""";
        foreach (var step in _steps)
        {
            string[] halves = step.Operation == "replace" ? ["delete-replaced", "replace", "create-replacement"] : [step.Operation];
            foreach (var half in halves)
            {
                var metadata = new JsonObject
                {
                    ["op"] = half,
                    ["urn"] = step.Urn,
                    ["type"] = step.Type,
                    ["old"] = State(step, step.Old, secret, step.Kept),
                    ["new"] = half == "delete-replaced" ? null : State(step, step.New, secret, false),
                };
                if (half != "delete-replaced")
                {
                    Add(metadata, "diffs", Tops(step));
                    Add(metadata, "keys", Reasons(step));
                }

                metadata["detailedDiff"] = half == "delete-replaced" ? null : Details(step, "diffKind");
                events.Add(Event(metadata));
            }

            if (_ends.TryGetValue(step, out var end))
            {
                var found = new JsonObject
                {
                    ["op"] = end.Operation,
                    ["urn"] = end.Urn,
                    ["type"] = end.Type,
                    ["old"] = State(end, end.Old, secret, end.Kept),
                    ["new"] = State(end, end.New, secret, false),
                };
                Add(found, "diffs", Tops(end));
                found["detailedDiff"] = Details(end, "diffKind");
                events.Add(
                    new JsonObject
                    {
                        ["resOutputsEvent"] = new JsonObject { ["metadata"] = found, ["planning"] = true },
                    }
                );
            }
        }

        events.AddRange(
            _said.Select(said => new JsonObject
            {
                ["diagnosticEvent"] = new JsonObject
                {
                    ["prefix"] = $"{said.Severity}: ",
                    ["message"] = $"<{{%reset%}}>{said.Message}<{{%reset%}}>\n",
                    ["color"] = "raw",
                    ["severity"] = said.Severity,
                },
            })
        );
        events.Add(
            new JsonObject
            {
                ["summaryEvent"] = new JsonObject
                {
                    ["resourceChanges"] = Counts(),
                    ["isPreview"] = true,
                    ["result"] = _said.Exists(said => said.Severity == "error") ? "failed" : "succeeded",
                },
            }
        );
        events.Add(new JsonObject { ["cancelEvent"] = new JsonObject() });
        return Lines(events);
    }

    private static byte[] Lines(IEnumerable<JsonObject> events)
    {
        var lines = events.Select(
            (one, index) =>
            {
                one.Insert(0, "sequence", index * 2);
                return one.ToJsonString();
            }
        );
        return Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
    }

    /// <summary>The record of an update that failed or was stopped.</summary>
    public byte[] Record()
    {
        List<JsonObject> events =
        [
            new() { ["preludeEvent"] = new JsonObject { ["config"] = Configuration() } },
            new() { ["resourcePreEvent"] = new JsonObject { ["metadata"] = Stack("old", "new") } },
        ];
        foreach (var step in _steps)
        {
            var isMadeFirst = _madeFirst.Contains(step);
            string[] operations =
                step.Operation != "replace" ? [step.Operation]
                : isMadeFirst ? ["create-replacement", "replace", "delete-replaced"]
                : ["delete-replaced", "replace", "create-replacement"];
            var halt = _halts.GetValueOrDefault(step);
            foreach (var operation in operations.TakeWhile(operation => halt is not { HasBegun: false } || operation != halt.At))
            {
                // The engine marks what has a successor.
                var isPending = operation == "delete-replaced" && (isMadeFirst || step.Operation == operation);
                var isAtHalt = operation == halt?.At;
                events.Add(new JsonObject { ["resourcePreEvent"] = Told(step, operation, isPending) });
                if (!isAtHalt)
                {
                    events.Add(new JsonObject { ["resOutputsEvent"] = Told(step, operation, isPending) });
                }
                else if (halt!.Status is { } status)
                {
                    var told = Told(step, operation, isPending);
                    told["status"] = status;
                    events.Add(new JsonObject { ["resOpFailedEvent"] = told });
                }

                if (isAtHalt)
                {
                    break;
                }
            }
        }

        events.Add(
            new JsonObject
            {
                ["summaryEvent"] = new JsonObject
                {
                    ["isPreview"] = false,
                    ["result"] = _halts.Values.Any(halt => halt.Status is not null) ? "failed" : "canceled",
                },
            }
        );
        events.Add(new JsonObject { ["cancelEvent"] = new JsonObject() });
        return Lines(events);

        static JsonObject Told(Step step, string operation, bool isPending)
        {
            var isDeleted = operation == "delete-replaced";
            var old = State(step, step.Old, "null", step.Kept);
            var next = isDeleted ? null : State(step, step.New, "null", false);
            foreach (var state in new[] { old, next }.OfType<JsonObject>())
            {
                state["custom"] = true;
            }

            if (isPending)
            {
                old!["delete"] = true;
            }

            var metadata = new JsonObject
            {
                ["op"] = operation,
                ["urn"] = step.Urn,
                ["type"] = step.Type,
                ["old"] = old,
                ["new"] = next,
                ["detailedDiff"] = isDeleted ? null : Details(step, "diffKind"),
            };
            if (!isDeleted)
            {
                Add(metadata, "diffs", Tops(step));
                Add(metadata, "keys", Reasons(step));
            }

            return new JsonObject { ["metadata"] = metadata };
        }
    }

    // Where a step of an update ended, and with which status; null: it was stopped.
    private sealed record Halt(string At, bool HasBegun, int? Status);

    private static JsonObject Event(JsonObject metadata) =>
        new()
        {
            ["resourcePreEvent"] = new JsonObject { ["metadata"] = metadata, ["planning"] = true },
        };

    private static void Add(JsonObject node, string name, JsonNode? value)
    {
        if (value is not null)
        {
            node[name] = value;
        }
    }

    private JsonObject Stack(string old, string next)
    {
        var node = new JsonObject
        {
            ["op"] = _stackOutputs is null ? "create" : _stackOperation,
            ["urn"] = Review.Step.StackUrn,
            ["type"] = "pulumi:pulumi:Stack",
            ["detailedDiff"] = null,
        };
        if (_stackOutputs is not null)
        {
            node[old] = new JsonObject { ["outputs"] = _stackOutputs.DeepClone() };
        }

        if (_stackOperation != "delete")
        {
            node[next] = new JsonObject();
        }

        return node;
    }

    private JsonObject Configuration() => new(_configuration.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value)));

    // The CLI counts what it does not show as well.
    private JsonObject Counts() =>
        new(
            _steps
                .Select(step => step.Operation)
                .Concat(_stackOutputs is null ? ["create"] : [_stackOperation, .. Enumerable.Repeat("same", _leftOut)])
                .Concat(_alsoCounted.SelectMany(count => Enumerable.Repeat(count.Key, count.Value)))
                .CountBy(operation => operation)
                .Select(count => KeyValuePair.Create(count.Key, (JsonNode?)count.Value))
        );

    private static JsonObject? State(Step step, string? inputs, string secret, bool kept)
    {
        if (inputs is null)
        {
            return null;
        }

        var state = new JsonObject
        {
            ["urn"] = step.Urn,
            ["type"] = step.Type,
            ["parent"] = step.ParentUrn,
            ["id"] = step.Operation == "create" ? "" : $"{step.Name}-id",
            ["inputs"] = JsonNode.Parse(inputs.Replace("{secret}", secret, StringComparison.Ordinal)),
            ["outputs"] = inputs == step.Old && step.Outputs is { } outputs ? JsonNode.Parse(outputs) : new JsonObject(),
        };
        if (step.Created is { } created)
        {
            state["created"] = created;
        }

        if (kept)
        {
            state["retainOnDelete"] = true;
        }

        if (step.On is { } node)
        {
            state["provider"] = $"urn:pulumi:prod::swarm::pulumi:providers:docker::{node}-docker-api::e815c963-930a-42ba-ac51-b2eeff0a030b";
        }

        return state;
    }

    private static JsonArray? Tops(Step step) =>
        step.Differences is { } differences
            ? new JsonArray([
                .. differences.Split(' ').Select(one => one.Split('=')[0].Split('.', '[')[0]).Distinct().Select(one => (JsonNode)one),
            ])
            : null;

    private static JsonArray? Reasons(Step step) =>
        step.Reasons is { } reasons ? new JsonArray([.. reasons.Split(' ').Select(one => (JsonNode)one)]) : null;

    private static JsonObject? Details(Step step, string kind) =>
        // Of a property without a word for it, the provider says no more than that it differs.
        step.Differences
            is { } differences
        && differences.Contains('=', StringComparison.Ordinal)
            ? new JsonObject(
                differences
                    .Split(' ')
                    .Select(one => one.Split('='))
                    .Where(one => one.Length == 2)
                    .Select(one => KeyValuePair.Create(one[0], (JsonNode?)new JsonObject { [kind] = one[1], ["inputDiff"] = false }))
            )
            : null;
}
