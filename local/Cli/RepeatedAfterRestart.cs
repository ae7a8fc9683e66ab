using Local.Runner;

namespace Local.Cli;

/// <summary>
/// What is done again when machines were started again: scripts on nodes that nothing undoes. They make sure of something, or wait for it, as for the tasks
/// of a service, and what they saw before may not be so any more.
/// </summary>
internal static class RepeatedAfterRestart
{
    public static string? Why(ResourceView resource) =>
        resource.Type == "command:remote:Command" && !resource.Inputs.ContainsKey("delete")
            ? "machines were started again since it ran"
            : null;
}
