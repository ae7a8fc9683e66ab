using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Infra.Compose;
using Infra.Compose.Format;
using Infra.Compose.Reading;
using Text = Infra.Compose.Format.Text;

namespace Tests.Infra.Compose;

/// <summary>Writes a stack as a stack file again, in the long syntax of everything and in JSON, which is YAML too.</summary>
internal static class StackRendering
{
    private static readonly JsonSerializerOptions _indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new Nowhere() },
    };

    /// <summary>The stack file.</summary>
    public static string Of(StackFile file) =>
        Said(
                new JsonObject
                {
                    ["name"] = file.Name,
                    ["services"] = Named(file.Services, service => service.Name, Of),
                    ["networks"] = Named(file.Networks, network => network.Name, Of),
                    ["volumes"] = Named(file.Volumes, volume => volume.Name, Of),
                    ["configs"] = Named(file.Configs, config => config.Name, Of),
                    ["secrets"] = Named(file.Secrets, secret => secret.Name, Of),
                    ["x-containers"] = Named(file.Containers, container => container.Name, Of),
                }
            )!
            .ToJsonString(_indented);

    /// <summary>Everything that the stack says, but for where it is written.</summary>
    public static string Content(StackFile file) => JsonSerializer.Serialize(file, _indented);

    // What is not said is left out.
    private static JsonNode? Said(JsonNode? node) =>
        node switch
        {
            JsonObject map => new JsonObject(
                map.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, Said(pair.Value)))
            ),
            JsonArray list => new JsonArray([.. list.Select(Said)]),
            _ => node?.DeepClone(),
        };

    private static JsonObject Of(Service service) =>
        new()
        {
            ["image"] = service.Image,
            ["entrypoint"] = Some(service.Entrypoint),
            ["command"] = Some(service.Command),
            ["environment"] = Pairs(service.Environment),
            ["labels"] = Pairs(service.Labels),
            ["ports"] = List(service.Ports, Of),
            ["networks"] = Named(
                service.Networks,
                attachment => attachment.Network.Name,
                attachment => new JsonObject
                {
                    ["aliases"] = List(attachment.Aliases, Value),
                    ["driver_opts"] = Pairs(attachment.DriverOptions),
                }
            ),
            ["volumes"] = List(service.Mounts, Of),
            ["configs"] = List(service.Configs, Of),
            ["secrets"] = List(service.Secrets, Of),
            ["deploy"] = Of(service.Deploy),
            ["healthcheck"] = service.Healthcheck is { } check ? Of(check) : null,
            ["hostname"] = Maybe(service.Hostname),
            ["user"] = Maybe(service.User),
            ["working_dir"] = Maybe(service.WorkingDirectory),
            ["stop_signal"] = Maybe(service.StopSignal),
            ["stop_grace_period"] = Durations.Render(service.StopGracePeriod),
            ["init"] = service.Init,
            ["read_only"] = service.ReadOnly,
            ["cap_add"] = List(service.CapAdd, Value),
            ["cap_drop"] = List(service.CapDrop, Value),
            ["sysctls"] = Pairs(service.Sysctls),
            ["dns"] = List(service.Dns, Value),
            ["dns_search"] = List(service.DnsSearch, Value),
            ["extra_hosts"] = List(service.ExtraHosts, host => Value($"{host.Host}={host.Ip}")),
            ["logging"] = service.Logging is { } logging
                ? new JsonObject { ["driver"] = Value(logging.Driver), ["options"] = Pairs(logging.Options) }
                : null,
            ["isolation"] = service.Isolation,
        };

    private static JsonObject Of(Port port)
    {
        var item = new JsonObject
        {
            ["target"] = port.Target,
            ["protocol"] = port.Protocol,
            ["mode"] = port.Mode,
        };
        if (port.Published > 0)
        {
            item["published"] = port.Published;
        }

        return item;
    }

    private static JsonObject Of(Mount mount) =>
        new()
        {
            ["type"] = mount.Type,
            ["source"] = Maybe(mount.Source),
            ["target"] = Value(mount.Target),
            ["read_only"] = mount.ReadOnly,
            ["bind"] = mount.Propagation is { } propagation ? new JsonObject { ["propagation"] = propagation } : null,
            ["volume"] = mount.NoCopy ? new JsonObject { ["nocopy"] = true } : null,
            ["tmpfs"] =
                mount.Type == "tmpfs" ? new JsonObject { ["size"] = $"{mount.TmpfsSize}", ["mode"] = Octal(mount.TmpfsMode) } : null,
        };

    private static JsonObject Of(FileReference file) =>
        new()
        {
            ["source"] = file.Source.Name,
            ["target"] = Value(file.Target),
            ["uid"] = file.Uid,
            ["gid"] = file.Gid,
            ["mode"] = Octal(file.Mode),
        };

    private static JsonObject Of(Healthcheck check) =>
        new()
        {
            ["test"] = Some(check.Test),
            ["interval"] = Durations.Render(check.Interval),
            ["timeout"] = Durations.Render(check.Timeout),
            ["start_period"] = Durations.Render(check.StartPeriod),
            ["retries"] = check.Retries,
        };

    private static JsonObject Of(Deploy deploy)
    {
        var item = new JsonObject
        {
            ["mode"] = deploy.Global ? "global" : "replicated",
            ["endpoint_mode"] = deploy.EndpointMode,
            ["labels"] = Pairs(deploy.Labels),
            ["restart_policy"] = new JsonObject
            {
                ["condition"] = deploy.RestartPolicy.Condition,
                ["delay"] = Durations.Render(deploy.RestartPolicy.Delay),
                ["max_attempts"] = deploy.RestartPolicy.MaxAttempts,
                ["window"] = Durations.Render(deploy.RestartPolicy.Window),
            },
            ["update_config"] = Of(deploy.UpdateConfig),
            ["rollback_config"] = deploy.RollbackConfig is { } rollback ? Of(rollback) : null,
            ["resources"] = new JsonObject
            {
                ["limits"] = Of(deploy.Resources.Limits),
                ["reservations"] = Of(deploy.Resources.Reservations, deploy.Resources.Generic),
            },
            ["placement"] = new JsonObject
            {
                ["constraints"] = List(deploy.Constraints, constraint => Value(constraint.Text)),
                ["preferences"] = List(deploy.Spread, spread => new JsonObject { ["spread"] = Value(spread) }),
                ["max_replicas_per_node"] = deploy.MaxReplicasPerNode,
            },
        };
        if (!deploy.Global)
        {
            item["replicas"] = deploy.Replicas;
        }

        return item;
    }

    private static JsonObject Of(UpdateConfig config) =>
        new()
        {
            ["parallelism"] = config.Parallelism,
            ["delay"] = Durations.Render(config.Delay),
            ["failure_action"] = config.FailureAction,
            ["monitor"] = Durations.Render(config.Monitor),
            ["max_failure_ratio"] = config.MaxFailureRatio,
            ["order"] = config.Order,
        };

    private static JsonObject Of(ResourceAmount amount, IReadOnlyList<string>? generic = null)
    {
        var item = new JsonObject();
        if (amount.NanoCpus > 0)
        {
            item["cpus"] = (amount.NanoCpus / 1_000_000_000m).ToString(CultureInfo.InvariantCulture);
        }

        if (amount.MemoryBytes > 0)
        {
            item["memory"] = $"{amount.MemoryBytes}";
        }

        if (generic is { Count: > 0 })
        {
            item["generic_resources"] = List(generic, one => new JsonObject
            {
                ["discrete_resource_spec"] = new JsonObject { ["kind"] = one.Split('=')[0], ["value"] = one.Split('=')[1] },
            });
        }

        return item;
    }

    private static JsonObject Of(OverlayNetwork network) =>
        network.External
            ? new() { ["external"] = true, ["name"] = network.EngineName }
            : new()
            {
                ["name"] = network.EngineName,
                ["driver_opts"] = Pairs(network.DriverOptions),
                ["attachable"] = network.Attachable,
                ["internal"] = network.Internal,
                ["enable_ipv6"] = network.Ipv6,
                ["ipam"] = new JsonObject { ["driver"] = network.IpamDriver, ["config"] = List(network.Ranges, range => new JsonObject
                    {
                        ["subnet"] = range.Subnet,
                        ["gateway"] = range.Gateway,
                        ["ip_range"] = range.IpRange,
                    }) },
                ["labels"] = Pairs(network.Labels),
            };

    private static JsonObject Of(Volume volume) =>
        volume.External
            ? new() { ["external"] = true, ["name"] = volume.EngineName }
            : new()
            {
                ["name"] = volume.EngineName,
                ["driver"] = volume.Driver,
                ["driver_opts"] = Pairs(volume.DriverOptions),
                ["labels"] = Pairs(volume.Labels),
                ["x-keep"] = volume.Keep ? null : false,
                ["x-nodes"] = volume.Nodes.Count == 0 ? null : List(volume.Nodes, node => Value(node.Name)),
            };

    private static JsonObject Of(StoredFile stored) =>
        stored.Content is { } content
            ? new()
            {
                ["name"] = stored.EngineName,
                ["content"] = Value(Encoding.UTF8.GetString(content.Span)),
                ["labels"] = Pairs(stored.Labels),
            }
            : new() { ["external"] = true, ["name"] = stored.EngineName };

    private static JsonObject Of(StandaloneContainer container) =>
        new()
        {
            ["image"] = container.Image,
            ["node"] = container.Node.Name,
            ["command"] = Some(container.Command),
            ["environment"] = Pairs(container.Environment),
            ["networks"] = List(container.Networks, network => network.Name),
            ["restart"] = container.Restart,
        };

    private static JsonObject Named<T>(IEnumerable<T> items, Func<T, string> name, Func<T, JsonObject> of) =>
        new(items.Select(item => KeyValuePair.Create(name(item), (JsonNode?)of(item))));

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode> of) => [.. items.Select(of)];

    private static JsonArray? Some(IReadOnlyList<Text> texts) => texts.Count == 0 ? null : List(texts, text => Value(text.Value));

    private static JsonObject Pairs(IEnumerable<KeyValuePair<string, Text>> pairs) =>
        Pairs(pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Value)));

    private static JsonObject Pairs(IEnumerable<KeyValuePair<string, string>> pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Value(pair.Value))));

    private static JsonNode? Maybe(string? text) => text is null ? null : Value(text);

    private static JsonNode Value(string text) => Interpolation.Escape(text);

    private static string Octal(int mode) => "0" + Convert.ToString(mode, 8);

    /// <summary>A stack that is written in another way is written in other places.</summary>
    private sealed class Nowhere : JsonConverter<Position>
    {
        public override Position Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Position value, JsonSerializerOptions options) => writer.WriteNullValue();
    }
}
