using Local.Providers.Contract;

namespace Tests.Local.Providers;

/// <summary>Operations for provider tests that record what the user would be told.</summary>
internal sealed class Operations
{
    public List<string> Statuses { get; } = [];
    public List<(LogLevel Level, string Line)> Lines { get; } = [];

    public ResourceOperation On(string type, string name = "it", TimeSpan? timeout = null) =>
        new(Of(type, name), word => Record(Statuses, word), (level, line) => Record(Lines, (level, line)), timeout);

    public static ResourceIdentity Of(string type, string name = "it") => new($"urn:pulumi:dev::swarm::{type}::{name}", type, name);

    private static void Record<T>(List<T> list, T item)
    {
        lock (list)
        {
            list.Add(item);
        }
    }
}
