using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Compose.Format;
using Infra.Remote;
using Infra.Settings;
using Infra.Workloads;
using Local.Providers.Contract;
using Local.Providers.Docker.Mapping;
using Pulumi;
using Pulumi.Testing;
using Provider = Pulumi.Docker.Provider;
using ProviderArgs = Pulumi.Docker.ProviderArgs;

namespace Tests.Infra.Judge;

/// <summary>What the program would have the engine create for stacks, in the Engine API's words: all of them are planned in one run.</summary>
internal sealed partial class Planned : IMocks
{
    private readonly ConcurrentQueue<(string Type, ImmutableDictionary<string, object> Inputs)> _registered = new();

    /// <summary>By the stack's name, each its objects; their ids are their names.</summary>
    public static async Task<ILookup<string, (string Kind, JsonObject Spec)>> OfAsync(IReadOnlyList<StackFile> stacks)
    {
        var planned = new Planned();
        await Deployment.TestAsync(
            planned,
            new TestOptions
            {
                IsPreview = false,
                RootDirectory = Path.GetTempPath(),
                ProjectName = "swarm",
                StackName = "dev",
            },
            () => Declare(stacks)
        );
        return planned
            ._registered.Select(resource => Of(resource.Type, resource.Inputs))
            .OfType<(string, string, JsonObject)>()
            .ToLookup(made => made.Item1, made => (made.Item2, made.Item3));
    }

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        _registered.Enqueue((args.Type!, args.Inputs));
        return Task.FromResult<(string?, object)>(
            args.Type == "command:remote:Command"
                ? (
                    args.Name,
                    args.Inputs.SetItem(
                            "stdout",
                            LookedUp().Match(args.Inputs.GetValueOrDefault("create") as string ?? "").Groups["name"].Value
                        )
                        .SetItem("stderr", "")
                )
                : (args.Inputs.GetValueOrDefault("name") as string ?? args.Name, args.Inputs)
        );
    }

    public Task<object> CallAsync(MockCallArgs args) => throw new InvalidOperationException($"The plan asks for {args.Token}.");

    private static (string Stack, string Kind, JsonObject Spec)? Of(string type, ImmutableDictionary<string, object> inputs)
    {
        var (kind, schema) = type switch
        {
            "docker:index/service:Service" => ("services", ServiceSchema.Value),
            "docker:index/network:Network" => ("networks", NetworkSchema.Value),
            "docker:index/serviceConfig:ServiceConfig" => ("configs", SmallSchemas.Config),
            "docker:index/secret:Secret" => ("secrets", SmallSchemas.Secret),
            "docker:index/volume:Volume" => ("volumes", SmallSchemas.Volume),
            _ => default((string, Schema)),
        };
        if (schema is null)
        {
            return null;
        }

        var map = Value(inputs).AsMap;
        var failures = new List<CheckFailure>();
        schema.Check(map, "", failures);
        var spec = schema.ToApi(map);
        if (failures.Count > 0)
        {
            spec["Refused"] = string.Join("; ", failures);
        }

        return (spec["Labels"]!["com.docker.stack.namespace"]!.GetValue<string>(), kind, spec);
    }

    private static PropertyValue Value(object? value) =>
        value switch
        {
            null => PropertyValue.Null,
            bool flag => flag,
            double number => number,
            int number => number,
            string text => text,
            ImmutableArray<object> list => PropertyValue.Of(list.Select(Value)),
            ImmutableDictionary<string, object> map => new PropertyMap(
                map.Select(pair => KeyValuePair.Create(pair.Key, Value(pair.Value)))
            ),
            _ => throw new InvalidOperationException($"{value.GetType()} is no input."),
        };

    // Of the script that looks something up on the manager.
    [GeneratedRegex("NAME='(?<name>[^']*)'")]
    private static partial Regex LookedUp();

    // Runs StackWorkloads for each stack, without the machines.
    private static void Declare(IReadOnlyList<StackFile> stacks)
    {
        var key = new OperatorIdentity(Output.Create("private"), Output.Create("public"));
        var ssh = new SshTarget("node1", Output.Create("10.0.0.1"), 22, "admin", key, Output.Create("ssh-ed25519 AAAA"));
        var host = new Host("node1", NodeRole.Manager, Output.Create("10.0.0.1"), ssh, Output.Create("machine"), null);
        var api = new DockerApi(new Provider("node1-docker-api", new ProviderArgs { Host = "ssh://admin@10.0.0.1" }), null);
        foreach (var stack in stacks)
        {
            _ = new StackWorkloads(
                stack.Name,
                new StackWorkloadsArgs
                {
                    Stack = stack,
                    Manager = api,
                    ManagerHost = host,
                    Nodes = new Dictionary<string, DockerApi> { ["node1"] = api },
                    Pulls = [],
                    Registries = [],
                    NodeCount = 1,
                    Mtu = 1500,
                }
            );
        }
    }
}
