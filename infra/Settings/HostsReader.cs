using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>Reads swarm:hosts, the list of machines that exist already.</summary>
public static partial class HostsReader
{
    private const string Example =
        "a list of hosts such as {name: node1, role: manager, address: 192.0.2.11, user: debian, hostKey: \"ssh-ed25519 AAAA…\"}";

    private static readonly string[] _keys = ["name", "role", "address", "port", "user", "privateAddress", "hostKey"];

    /// <summary>The hosts; what is wrong with them is added to <paramref name="problems"/>.</summary>
    public static ExistingHostsSettings Read(SettingsReader reader, ICollection<Problem> problems)
    {
        var text = reader.Configured("hosts") ?? "[]";
        var list = reader.Json("hosts", text, Example);
        if (list is not { ValueKind: JsonValueKind.Array } array)
        {
            if (list is not null)
            {
                reader.Report("hosts", "something other than a list", Example, "Write it as a list in Pulumi.<stack>.yaml.");
            }

            return new ExistingHostsSettings([]);
        }

        var items = array.EnumerateArray().ToArray();
        if (items.Length == 0)
        {
            reader.Report(
                "hosts",
                "nothing",
                Example,
                "List the machines in Pulumi.<stack>.yaml; `./swarm vms` boots some and prints such a list."
            );
            return new ExistingHostsSettings([]);
        }

        var hosts = items.Select((item, index) => Host(item, $"swarm:hosts[{index}]", problems)).OfType<ExistingHostSettings>().ToArray();
        RejectTwins(hosts, reader);
        RejectEvenManagers(hosts, items.Length, reader);
        return new ExistingHostsSettings(hosts);
    }

    private static ExistingHostSettings? Host(JsonElement item, string where, ICollection<Problem> problems)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new Problem(where, item.GetRawText(), Example, "Give every host its keys."));
            return null;
        }

        var count = problems.Count;
        foreach (var key in item.EnumerateObject().Select(property => property.Name).Except(_keys))
        {
            problems.Add(
                new Problem(
                    $"{where}.{key}",
                    "an unknown key",
                    "one of " + string.Join(", ", _keys),
                    Suggestion.For(key, _keys, "Remove it.")
                )
            );
        }

        var name = Text(item, where, "name", NamePattern(), "a host name label: a to z, digits and hyphens", "node1", problems);
        var role = Text(item, where, "role", RolePattern(), "\"manager\" or \"worker\"", "worker", problems);
        var address = Text(item, where, "address", AddressPattern(), "an IPv4 address or a host name", "192.0.2.11", problems);
        var user = Text(
            item,
            where,
            "user",
            UserPattern(),
            "the SSH user: root, or one who may use sudo without a password",
            "debian",
            problems
        );
        var hostKey = Text(
            item,
            where,
            "hostKey",
            HostKeyPattern(),
            "the public SSH host key",
            "\"ssh-ed25519 AAAA…\", as `ssh-keyscan -t ed25519 ADDRESS` shows it after you have compared it on the machine",
            problems
        );
        var privateAddress = PrivateAddress(item, where, address, problems);
        var port = Port(item, where, problems);
        return problems.Count > count
            ? null
            : new ExistingHostSettings(
                name,
                role == "manager" ? NodeRole.Manager : NodeRole.Worker,
                address,
                port,
                user,
                privateAddress,
                Bare(hostKey)
            );
    }

    private static string Text(
        JsonElement item,
        string where,
        string key,
        Regex pattern,
        string allowed,
        string example,
        ICollection<Problem> problems
    )
    {
        var found = item.TryGetProperty(key, out var value);
        var text = found && value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : null;
        if (text is not null && pattern.IsMatch(text))
        {
            return text;
        }

        problems.Add(new Problem($"{where}.{key}", found ? value.GetRawText() : "nothing", allowed, $"For example {key}: {example}."));
        return "";
    }

    private static string PrivateAddress(JsonElement item, string where, string address, ICollection<Problem> problems)
    {
        var given = item.TryGetProperty("privateAddress", out var value);
        var text = given ? value.ToString() : address;
        if (!Cidr.IsAddress(text) && (given || address.Length > 0))
        {
            problems.Add(
                new Problem(
                    $"{where}.privateAddress",
                    given ? value.GetRawText() : "nothing, while address is a host name",
                    "the IPv4 address that the other nodes use",
                    "For example privateAddress: 10.0.0.11."
                )
            );
        }

        return text;
    }

    private static int Port(JsonElement item, string where, ICollection<Problem> problems)
    {
        if (!item.TryGetProperty("port", out var value))
        {
            return 22;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var port) && port is >= 1 and <= 65535)
        {
            return port;
        }

        problems.Add(new Problem($"{where}.port", value.GetRawText(), "a whole number from 1 to 65535", "For example port: 22."));
        return 22;
    }

    private static void RejectTwins(ExistingHostSettings[] hosts, SettingsReader reader)
    {
        Reject("name", host => host.Name);
        Reject("address and port", host => $"{host.Address}:{host.Port}");
        Reject("privateAddress", host => host.PrivateAddress);

        void Reject(string what, Func<ExistingHostSettings, string> key)
        {
            foreach (var twins in hosts.GroupBy(key, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            {
                reader.Report(
                    "hosts",
                    $"the {what} {SettingsReader.Quoted(twins.Key)} {twins.Count()} times",
                    "its own for every host",
                    "Change or remove all but one."
                );
            }
        }
    }

    private static void RejectEvenManagers(ExistingHostSettings[] hosts, int listed, SettingsReader reader)
    {
        var managers = hosts.Count(host => host.Role == NodeRole.Manager);
        if (hosts.Length == listed && (managers % 2 == 0 || managers > 7))
        {
            reader.Report(
                "hosts",
                $"{managers} managers",
                "an odd number from 1 to 7, since managers decide by majority",
                "Change the role of a host."
            );
        }

        if (listed > HostsSettings.MostNodes)
        {
            reader.Report("hosts", $"{listed} hosts", $"at most {HostsSettings.MostNodes}", "Use a second swarm.");
        }
    }

    // Type and key only: a comment would make two spellings of one key.
    private static string Bare(string hostKey) => string.Join(' ', hostKey.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2));

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")]
    private static partial Regex NamePattern();

    [GeneratedRegex("^(manager|worker)$")]
    private static partial Regex RolePattern();

    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$")]
    private static partial Regex AddressPattern();

    [GeneratedRegex("^[a-z_][a-z0-9_-]{0,31}$")]
    private static partial Regex UserPattern();

    // Not ssh-rsa: pulumi-command then asks for signatures with SHA-1, which sshd has refused since OpenSSH 8.8.
    [GeneratedRegex("^(ssh-ed25519|ecdsa-sha2-nistp(256|384|521)) +[A-Za-z0-9+/]{40,}={0,2}( .*)?$")]
    private static partial Regex HostKeyPattern();
}
