using Infra.Compose.Format;

namespace Infra.Compose.Reading;

/// <summary>Reads <c>services.NAME</c>.</summary>
internal sealed class ServiceReader(Files files)
{
    public Service Read(ElementReader reader, YamlElement node, string name)
    {
        var map = reader.Fields(node, ComposeKeys.Service);
        var mounts = new MountReader(reader, files);
        var add = Capabilities(reader, map["cap_add"]);
        var service = new Service(node.At, name)
        {
            Image = ImageReader.Read(reader, node, map["image"]),
            Entrypoint = CommandReader.Read(reader, map["entrypoint"]),
            Command = CommandReader.Read(reader, map["command"]),
            Environment = reader.Pairs(map["environment"]),
            Labels = reader.Pairs(map["labels"]),
            Ports = [.. reader.Items(map["ports"]).SelectMany(port => PortReader.Read(reader, port))],
            Networks = Networks(reader, map["networks"]),
            Mounts =
            [
                .. reader.Items(map["volumes"]).Select(mounts.Read).OfType<Mount>(),
                .. reader.OneOrMore(map["tmpfs"]).Select(text => mounts.Tmpfs(map["tmpfs"]!, text)).OfType<Mount>(),
            ],
            Configs = [.. reader.Items(map["configs"]).Select(item => File(reader, item)).OfType<FileReference>()],
            Secrets = [.. reader.Items(map["secrets"]).Select(item => File(reader, item)).OfType<FileReference>()],
            Deploy = DeployReader.Read(reader, map["deploy"], map["restart"]),
            Healthcheck = HealthcheckReader.Read(reader, map["healthcheck"]),
            Hostname = reader.Plain(map["hostname"]),
            User = reader.Plain(map["user"]),
            WorkingDirectory = reader.Plain(map["working_dir"]),
            StopSignal = reader.Plain(map["stop_signal"]),
            StopGracePeriod = reader.Duration(map["stop_grace_period"], TimeSpan.FromSeconds(10)),
            Init = reader.MaybeFlag(map["init"]),
            ReadOnly = reader.Flag(map["read_only"]),
            CapAdd = add,
            CapDrop = [.. Capabilities(reader, map["cap_drop"]).Except(add)],
            Sysctls = reader.PlainPairs(map["sysctls"]),
            Dns = reader.OneOrMore(map["dns"]),
            DnsSearch = reader.OneOrMore(map["dns_search"]),
            ExtraHosts = ExtraHosts(reader, map["extra_hosts"]),
            Logging = Logging(reader, map["logging"]),
            Isolation = map["isolation"] is { } isolation ? reader.Word(isolation, "default", "process", "hyperv") : null,
        };
        CheckPorts(reader, node, service);
        AcceptReader.Check(reader, map["x-accept"]);
        return service;
    }

    private static void CheckPorts(ElementReader reader, YamlElement node, Service service)
    {
        if (service.Deploy.EndpointMode == "dnsrr" && service.Ports.FirstOrDefault(port => port.Mode == "ingress") is { } port)
        {
            reader.Report(
                new YamlScalar(port.At, $"{node.Path}.ports", ""),
                $"port {port} in mode ingress of a service with endpoint_mode dnsrr",
                "only ports in mode host: without an address of the service there is nothing to publish",
                "Set mode: host in the long syntax, or endpoint_mode: vip."
            );
        }
    }

    private static Attachment[] Networks(ElementReader reader, YamlElement? node)
    {
        if (node is null)
        {
            return [];
        }

        if (node is not YamlMapping)
        {
            return [.. reader.References(node).Select(reference => new Attachment(reference, [], new Dictionary<string, string>()))];
        }

        return
        [
            .. reader
                .Entries(node)
                .Select(entry =>
                {
                    var map = reader.Fields(entry.Value, ComposeKeys.ServiceNetwork);
                    return new Attachment(
                        new Reference(entry.At, entry.Key),
                        reader.Plains(map["aliases"]),
                        reader.PlainPairs(map["driver_opts"])
                    );
                }),
        ];
    }

    private static FileReference? File(ElementReader reader, YamlElement node)
    {
        if (node is not YamlMapping)
        {
            return reader.Plain(node) is { } name ? new FileReference(new Reference(node.At, name), name, "0", "0", 0b100_100_100) : null;
        }

        var map = reader.Fields(node, ComposeKeys.FileReference);
        if (reader.Plain(map["source"]) is not { } source)
        {
            if (map["source"] is null)
            {
                reader.Report(
                    node,
                    $"{node.Path}.source",
                    "nothing",
                    "a name that the file defines",
                    "For example {source: my-secret, target: password}."
                );
            }

            return null;
        }

        return new FileReference(
            new Reference(map["source"]!.At, source),
            reader.Plain(map["target"]) is { Length: > 0 } target ? target : source,
            reader.Plain(map["uid"]) is { Length: > 0 } uid ? uid : "0",
            reader.Plain(map["gid"]) is { Length: > 0 } gid ? gid : "0",
            reader.Permissions(map["mode"], 0b100_100_100)
        );
    }

    // As docker does it: ALL alone, or each name with CAP_ before it, in capitals, once.
    private static string[] Capabilities(ElementReader reader, YamlElement? node)
    {
        string[] names =
        [
            .. reader
                .Plains(node)
                .Select(name => name.Trim().ToUpperInvariant())
                .Select(name => name == "ALL" || name.StartsWith("CAP_", StringComparison.Ordinal) ? name : $"CAP_{name}")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        return names.Contains("ALL") ? ["ALL"] : names;
    }

    private static ExtraHost[] ExtraHosts(ElementReader reader, YamlElement? node)
    {
        var hosts = new List<ExtraHost>();
        var pairs =
            node is YamlMapping
                ? reader.Entries(node).Select(entry => (entry.Value, entry.Key, Ip: reader.Plain(entry.Value)))
                : reader
                    .Items(node)
                    .Select(item =>
                        reader.Plain(item) is { } text && text.IndexOfAny(['=', ':']) is > 0 and var sign
                            ? (item, text[..sign], text[(sign + 1)..])
                            : (item, "", item is YamlScalar { IsSecret: false, IsNull: false } ? "" : null)
                    );
        foreach (var (at, host, ip) in pairs)
        {
            var address = ip is ['[', .. var inner, ']'] ? inner : ip;
            if (address is not null && host.Length > 0 && (address == "host-gateway" || System.Net.IPAddress.TryParse(address, out _)))
            {
                hosts.Add(new ExtraHost(host, address));
            }
            else if (address is not null)
            {
                reader.Report(at, ElementReader.Shown(at), "HOST:ADDRESS", "For example \"db.example.com:10.0.0.7\".");
            }
        }

        return [.. hosts];
    }

    private static Logging? Logging(ElementReader reader, YamlElement? node)
    {
        if (node is null)
        {
            return null;
        }

        var map = reader.Fields(node, ComposeKeys.Logging);
        // What the engine takes when nobody says anything.
        return new Logging(reader.Plain(map["driver"]) ?? "json-file", reader.Pairs(map["options"]));
    }
}
