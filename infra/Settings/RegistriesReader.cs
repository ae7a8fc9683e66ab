using System.Text.Json;
using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>Reads swarm:registries, the credentials for registries with private images.</summary>
internal static class RegistriesReader
{
    private static readonly string[] _keys = [.. SettingsTable.Registry.All.Select(key => key.Name)];

    // What Docker Hub is called in other places.
    private static readonly string[] _hubs = ["index.docker.io", "registry-1.docker.io", "registry.hub.docker.com", "hub.docker.com"];

    /// <summary>The registries. No message shows a value that may be a password.</summary>
    public static IReadOnlyList<RegistrySettings> Read(SettingsReader reader, HostsProvider provider)
    {
        var setting = SettingsTable.Registries;
        if (reader.Configured(setting) is not { } text)
        {
            return [];
        }

        if (SettingsReader.Parsed(text) is not { ValueKind: JsonValueKind.Array } list)
        {
            reader.Report(setting, "something other than a list", setting.Allowed, "Write it as a list in Pulumi.<stack>.yaml.");
            return [];
        }

        var registries = list.EnumerateArray()
            .Select((item, index) => Read(item, $"{setting.Key}[{index}]", reader, provider))
            .OfType<RegistrySettings>()
            .ToArray();
        foreach (
            var twins in registries
                .GroupBy(registry => registry.Address, StringComparer.OrdinalIgnoreCase)
                .Where(group => group.Skip(1).Any())
        )
        {
            reader.Report(
                setting,
                $"the address {SettingsReader.Quoted(twins.Key)} {twins.Count()} times",
                "every registry once",
                "Remove all but one."
            );
        }

        return registries;
    }

    private static RegistrySettings? Read(JsonElement item, string where, SettingsReader reader, HostsProvider provider)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            reader.Report(where, "no mapping", SettingsTable.Registries.Allowed, "Give every registry its keys.");
            return null;
        }

        foreach (var key in item.EnumerateObject().Select(property => property.Name).Except(_keys))
        {
            reader.Report(
                $"{where}.{key}",
                "an unknown key",
                "one of " + string.Join(", ", _keys),
                Suggestion.For(key, _keys, "Remove it.")
            );
        }

        var address = Text(item, SettingsTable.Registry.Address);
        var user = Text(item, SettingsTable.Registry.User);
        var password = Text(item, SettingsTable.Registry.Password);
        if (address is null || _hubs.Contains(address))
        {
            reader.Report(
                $"{where}.address",
                Shown(item, SettingsTable.Registry.Address),
                SettingsTable.Registry.Address.Allowed,
                address is null
                    ? $"For example address: {SettingsTable.Registry.Address.Example}."
                    : $"Write address: {RegistrySettings.Hub}."
            );
        }

        if (provider == HostsProvider.Aws && address is not null && RegistrySettings.OnEcr(address) is not null)
        {
            foreach (
                var key in new[] { SettingsTable.Registry.User, SettingsTable.Registry.Password }.Where(key =>
                    item.TryGetProperty(key.Name, out _)
                )
            )
            {
                reader.Report(
                    $"{where}.{key.Name}",
                    "a value",
                    "nothing for a registry of ECR, whose passwords expire after twelve hours",
                    "Remove user and password: the nodes get a role that may pull from it (docs/aws.md)."
                );
            }

            return new RegistrySettings(address, "", "");
        }

        if (user is null)
        {
            reader.Report(
                $"{where}.user",
                Shown(item, SettingsTable.Registry.User),
                SettingsTable.Registry.User.Allowed,
                $"For example user: {SettingsTable.Registry.User.Example}."
            );
        }

        if (password is null)
        {
            reader.Report(
                $"{where}.password",
                item.TryGetProperty(SettingsTable.Registry.Password.Name, out _) ? "something else" : "nothing",
                SettingsTable.Registry.Password.Allowed,
                $"Run `pulumi config set --secret --path '{where}.password'`, which asks for it."
            );
        }

        return address is null || user is null || password is null ? null : new RegistrySettings(address, user, password);
    }

    private static string? Text(JsonElement item, TextSetting key) =>
        item.TryGetProperty(key.Name, out var value)
        && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
        && key.Allows(value.ToString())
            ? value.ToString()
            : null;

    private static string Shown(JsonElement item, TextSetting key) =>
        item.TryGetProperty(key.Name, out var value) ? value.GetRawText() : "nothing";
}
