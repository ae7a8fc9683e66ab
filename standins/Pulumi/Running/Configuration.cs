using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi.Running;

/// <summary>The stack's configuration as the engine hands it over.</summary>
internal static class Configuration
{
    /// <summary>The values of PULUMI_CONFIG, a JSON object of full keys and texts.</summary>
    public static ImmutableDictionary<string, string> FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG") is not { } json)
        {
            return ImmutableDictionary<string, string>.Empty;
        }
        using var document = JsonDocument.Parse(json);
        return document
            .RootElement.EnumerateObject()
            .ToImmutableDictionary(member => WithoutConfig(member.Name), member => member.Value.ToString());
    }

    /// <summary>The older form of a key, "project:config:key", means "project:key".</summary>
    private static string WithoutConfig(string key) =>
        key.Split(':', 3) is [{ Length: > 0 } project, "config", var rest] ? $"{project}:{rest}" : key;
}
