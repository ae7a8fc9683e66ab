using Infra.Compose.Format;

namespace Infra.Compose.Reading;

/// <summary>The values of variables in stack files: from the configuration, else from the environment.</summary>
/// <param name="configured">From swarm:variables, and, as secrets, from swarm:secretVariables.</param>
/// <param name="environment">Answers what the environment says, null when it does not know the name.</param>
internal sealed class Variables(IReadOnlyDictionary<string, Text> configured, Func<string, string?> environment)
{
    /// <summary>No variable has a value.</summary>
    public static Variables None { get; } = new(new Dictionary<string, Text>(), _ => null);

    /// <summary>The value; null when there is none.</summary>
    public Text? Find(string name) =>
        configured.TryGetValue(name, out var text) ? text
        : environment(name) is { } value ? new Text(value)
        : default(Text?);
}
