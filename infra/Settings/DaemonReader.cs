using System.Text.Encodings.Web;
using System.Text.Json;
using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>Reads swarm:daemon, and works out what an engine gets beside it.</summary>
internal static class DaemonReader
{
    // This driver bounds itself: five files of 20 MB, compressed. `docker service logs` reads it. Its options are left out, since the engine notes them on every
    // container, and the provider would take them for a change of the container. Where somebody has chosen options, they are for the driver of before.
    private const string BoundedLogs = """{"log-driver":"local","log-opts":null}""";

    // What an engine chooses its own ranges from, in this order.
    private static readonly Cidr[] _bridgeRanges =
    [
        .. Enumerable.Range(17, 15).Select(second => Cidr.Parse($"172.{second}.0.0/16")),
        Cidr.Parse("192.168.0.0/16"),
    ];

    // It goes onto a machine as it is: nothing of it is near HTML.
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The settings; what is wrong with them is reported.</summary>
    public static DaemonSettings Read(
        SettingsReader reader,
        HostsSettings hosts,
        OverlaySettings overlay,
        ICollection<Warning> warnings,
        IReadOnlyCollection<string> secretKeys
    )
    {
        var inUse = InUse(hosts, overlay).ToArray();
        var defaults = new[] { BoundedLogs, Pools(inUse) }.OfType<string>().ToArray();
        if (Json(reader) is not { } daemon)
        {
            return new DaemonSettings(DaemonSettings.None, IsSecret: false, defaults);
        }

        RejectWhatSwarmRefuses(reader, daemon);
        RejectLogOptions(reader, daemon);
        var pools = AddressPools(reader, daemon, inUse);
        RejectMirrors(reader, daemon);
        foreach (var registry in Texts(daemon, "insecure-registries"))
        {
            warnings.Add(
                new Warning(
                    $"{SettingsTable.Daemon.Key}.insecure-registries",
                    $"whatever answers for {registry} is believed: images and passwords travel without encryption, or to anybody. For a certificate of your own, trust it instead (docs/engine.md)."
                )
            );
        }

        return new DaemonSettings(JsonSerializer.Serialize(daemon, _plain), secretKeys.Contains(SettingsTable.Daemon.Name), defaults)
        {
            Pools = pools,
        };
    }

    private static JsonElement? Json(SettingsReader reader)
    {
        if (reader.Configured(SettingsTable.Daemon) is not { } text)
        {
            return null;
        }

        if (SettingsReader.Parsed(text) is { ValueKind: JsonValueKind.Object } daemon)
        {
            return daemon;
        }

        reader.Report(
            SettingsTable.Daemon,
            "no mapping",
            SettingsTable.Daemon.Allowed,
            $"Run `pulumi config set --path {SettingsTable.Daemon.Key}.NAME VALUE` for each."
        );
        return null;
    }

    private static void RejectWhatSwarmRefuses(SettingsReader reader, JsonElement daemon)
    {
        if (Value(daemon, "live-restore").ValueKind == JsonValueKind.True)
        {
            Report(reader, "live-restore", "true", "false, since a swarm does not work with it");
        }

        if (
            Value(daemon, "firewall-backend") is { ValueKind: JsonValueKind.String } backend
            && backend.GetString() == "nftables"
            && Value(Value(daemon, "features"), "swarm-nftables").ValueKind != JsonValueKind.True
        )
        {
            Report(
                reader,
                "firewall-backend",
                "\"nftables\"",
                "\"iptables\", since a swarm does not work with the other, except with features.swarm-nftables of Docker Engine 29.6 and newer"
            );
        }

        if (Value(daemon, "hosts").ValueKind != JsonValueKind.Undefined)
        {
            Report(
                reader,
                "hosts",
                "a value",
                "nothing, since the service docker says it on its command line, and the engine would not start"
            );
        }
    }

    private static void Report(SettingsReader reader, string key, string received, string allowed) =>
        reader.Report(
            $"{SettingsTable.Daemon.Key}.{key}",
            received,
            allowed,
            $"Run `pulumi config rm --path {SettingsTable.Daemon.Key}.{key}`."
        );

    // In YAML, 5 is a number; the engine wants a text and would not start.
    private static void RejectLogOptions(SettingsReader reader, JsonElement daemon)
    {
        if (Value(daemon, "log-opts") is not { ValueKind: JsonValueKind.Object } options)
        {
            return;
        }

        foreach (var option in options.EnumerateObject().Where(option => option.Value.ValueKind != JsonValueKind.String))
        {
            reader.Report(
                $"{SettingsTable.Daemon.Key}.log-opts.{option.Name}",
                option.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object ? "no single value" : option.Value.GetRawText(),
                "a text",
                "Put the value between quotes in Pulumi.<stack>.yaml."
            );
        }
    }

    private static List<Cidr> AddressPools(SettingsReader reader, JsonElement daemon, (Cidr Range, string What)[] inUse)
    {
        var found = new List<Cidr>();
        if (Value(daemon, "default-address-pools") is not { ValueKind: JsonValueKind.Array } pools)
        {
            return found;
        }

        foreach (var pool in pools.EnumerateArray())
        {
            var text = Value(pool, "base") is { ValueKind: JsonValueKind.String } given ? given.GetString()! : pool.GetRawText();
            // Ranges of IPv6 meet nothing of a swarm's.
            if (text.Contains(':', StringComparison.Ordinal) && !text.StartsWith('{'))
            {
                continue;
            }

            var key = $"{SettingsTable.Daemon.Key}.default-address-pools";
            if (!Cidr.TryParse(text, out var range))
            {
                reader.Report(
                    key,
                    SettingsReader.Quoted(text),
                    "a list of base, an IP range, and size",
                    "For example [{base: 172.20.0.0/16, size: 20}]."
                );
                continue;
            }

            found.Add(range);
            foreach (var (used, what) in inUse.Where(one => one.Range.Overlaps(range)).Take(1))
            {
                reader.Report(key, SettingsReader.Quoted(text), $"ranges that do not overlap {what}", "Choose another private range.");
            }
        }

        return found;
    }

    private static void RejectMirrors(SettingsReader reader, JsonElement daemon)
    {
        foreach (
            var mirror in Texts(daemon, "registry-mirrors")
                .Where(mirror => !Uri.TryCreate(mirror, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        )
        {
            reader.Report(
                $"{SettingsTable.Daemon.Key}.registry-mirrors",
                SettingsReader.Quoted(mirror),
                "addresses that begin with https:// or http://",
                $"For example https://{mirror}."
            );
        }
    }

    // The first ranges that nothing else has. A bridge of /20 holds 4,000 containers, and there are 32 of them.
    private static string? Pools((Cidr Range, string What)[] inUse)
    {
        var free = _bridgeRanges.Where(range => !inUse.Any(one => one.Range.Overlaps(range))).Take(2).ToArray();
        return free.Length == 0
            ? null
            : $$"""{"default-address-pools":[{{string.Join(',', free.Select(range => $$"""{"base":"{{range}}","size":20}"""))}}]}""";
    }

    private static IEnumerable<(Cidr Range, string What)> InUse(HostsSettings hosts, OverlaySettings overlay)
    {
        yield return (overlay.Pool, $"{SettingsTable.OverlayPool.Key} {overlay.Pool}");
        if (hosts is AwsSettings { Vpc: { } vpc })
        {
            yield return (vpc, $"{SettingsTable.VpcCidr.Key} {vpc}");
        }

        foreach (var host in hosts.Nodes.OfType<ExistingHostSettings>())
        {
            foreach (var address in new[] { host.PrivateAddress, host.Address }.Where(Cidr.IsAddress).Distinct())
            {
                yield return (Cidr.OfAddress(address), $"the address {address} of {host.Name}");
            }
        }
    }

    private static IEnumerable<string> Texts(JsonElement daemon, string key) =>
        Value(daemon, key) is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)
            : [];

    private static JsonElement Value(JsonElement element, string key) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out var value) ? value : default;
}
