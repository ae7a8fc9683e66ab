using System.Globalization;
using System.Text.Json;
using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>Reads swarm:hosts, the list of machines that exist already.</summary>
internal static class HostsReader
{
    private const string HostKeySource = ", as `ssh-keyscan -t ed25519 ADDRESS` shows it after you have compared it on the machine";

    private static readonly string[] _keys = [.. SettingsTable.Host.All.Select(key => key.Name)];

    /// <summary>The hosts; what is wrong with them is added to <paramref name="problems"/>.</summary>
    public static ExistingHostsSettings Read(SettingsReader reader, ICollection<Problem> problems)
    {
        var text = reader.Configured(SettingsTable.Hosts) ?? "[]";
        var allowed = SettingsTable.Hosts.Allowed;
        var list = reader.Json(SettingsTable.Hosts, text, allowed);
        if (list is not { ValueKind: JsonValueKind.Array } array)
        {
            if (list is not null)
            {
                reader.Report(SettingsTable.Hosts, "something other than a list", allowed, "Write it as a list in Pulumi.<stack>.yaml.");
            }

            return new ExistingHostsSettings([]);
        }

        var items = array.EnumerateArray().ToArray();
        if (items.Length == 0)
        {
            reader.Report(
                SettingsTable.Hosts,
                "nothing",
                allowed,
                "List the machines in Pulumi.<stack>.yaml; `./swarm vms` boots some and prints such a list."
            );
            return new ExistingHostsSettings([]);
        }

        var hosts = items
            .Select((item, index) => Host(reader, item, $"{SettingsTable.Hosts.Key}[{index}]", problems))
            .OfType<ExistingHostSettings>()
            .ToArray();
        RejectTwins(hosts, reader);
        RejectEvenManagers(hosts, items.Length, reader);
        return new ExistingHostsSettings(hosts);
    }

    private static ExistingHostSettings? Host(SettingsReader reader, JsonElement item, string where, ICollection<Problem> problems)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new Problem(where, item.GetRawText(), SettingsTable.Hosts.Allowed, "Give every host its keys."));
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

        var name = Text(item, where, SettingsTable.Host.Name, problems);
        var role = Text(item, where, SettingsTable.Host.Role, problems);
        var address = Text(item, where, SettingsTable.Host.Address, problems);
        var user = Text(item, where, SettingsTable.Host.User, problems);
        var hostKey = Text(item, where, SettingsTable.Host.HostKey, problems, HostKeySource);
        var privateAddress = PrivateAddress(item, where, address, problems);
        var port = Port(item, where, problems);
        var labels = item.TryGetProperty(SettingsTable.Host.Labels.Name, out var given)
            ? NodeAttributesReader.Labels(reader, $"{where}.{SettingsTable.Host.Labels.Name}", given)
            : null;
        var availability = item.TryGetProperty(SettingsTable.Host.Availability.Name, out var word)
            ? NodeAttributesReader.Availability(reader, $"{where}.{SettingsTable.Host.Availability.Name}", word)
            : null;
        if (problems.Count > count)
        {
            return null;
        }

        var host = new ExistingHostSettings(name, SettingsTable.Host.Role.ValueOf(role), address, port, user, privateAddress, Bare(hostKey))
        {
            Availability = availability,
        };
        return labels is { Count: > 0 } ? host with { Labels = labels } : host;
    }

    private static string Text(JsonElement item, string where, Setting key, ICollection<Problem> problems, string source = "")
    {
        var found = item.TryGetProperty(key.Name, out var value);
        var text = found && value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : null;
        if (text is not null && key.Allows(text))
        {
            return text;
        }

        problems.Add(Wrong(where, key, found ? value.GetRawText() : "nothing", source));
        return "";
    }

    private static string PrivateAddress(JsonElement item, string where, string address, ICollection<Problem> problems)
    {
        var key = SettingsTable.Host.PrivateAddress;
        var given = item.TryGetProperty(key.Name, out var value);
        var text = given ? value.ToString() : address;
        if (!Cidr.IsAddress(text) && (given || address.Length > 0))
        {
            problems.Add(Wrong(where, key, given ? value.GetRawText() : "nothing, while address is a host name"));
        }

        return text;
    }

    private static int Port(JsonElement item, string where, ICollection<Problem> problems)
    {
        var key = SettingsTable.Host.Port;
        var given = item.TryGetProperty(key.Name, out var value);
        var text = given ? value.GetRawText() : key.Default!;
        if (key.Allows(text))
        {
            return int.Parse(text, CultureInfo.InvariantCulture);
        }

        problems.Add(Wrong(where, key, text));
        return 0;
    }

    private static Problem Wrong(string where, Setting key, string received, string source = "") =>
        new($"{where}.{key.Name}", received, key.Allowed, $"For example {key.Name}: {key.Example ?? key.Default}{source}.");

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
                    SettingsTable.Hosts,
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
        if (hosts.Length == listed && (managers % 2 == 0 || managers > HostsSettings.MostManagers))
        {
            reader.Report(SettingsTable.Hosts, $"{managers} managers", HostsSettings.OddManagers, "Change the role of a host.");
        }

        if (listed > HostsSettings.MostNodes)
        {
            reader.Report(SettingsTable.Hosts, $"{listed} hosts", $"at most {HostsSettings.MostNodes}", "Use a second swarm.");
        }
    }

    // Type and key only: a comment would make two spellings of one key.
    private static string Bare(string hostKey) => string.Join(' ', hostKey.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2));
}
