using Local.Cli.Nodes;
using Local.Cli.Verify;

namespace Local.Cli.Look;

/// <summary>What is not well with the services.</summary>
internal static class ServiceFindings
{
    /// <param name="rows">The services.</param>
    /// <param name="declared">What the stack declares; null: unknown.</param>
    /// <param name="manager">A manager that answers.</param>
    /// <param name="remedies">The commands for this stack.</param>
    public static IEnumerable<Finding> Of(IReadOnlyList<ServiceRow> rows, Declared? declared, Node manager, Remedies remedies) =>
        [
            .. rows.Where(row => !row.IsWell).Select(row => new Finding(row.Name, What(row), Fix(row, manager, remedies))),
            .. (declared?.Services ?? [])
                .Where(service => rows.All(row => row.Name != service.NameOnSwarm))
                .Select(service => new Finding(service.NameOnSwarm, $"the service {service.NameOnSwarm} is gone", remedies.Restore)),
        ];

    private static string What(ServiceRow row)
    {
        var runs = $"{row.Name} runs {row.Running} of {row.Wanted} tasks";
        var error = row.Reason is { } reason ? $"; the last error: {reason}" : "";
        return row switch
        {
            { Update: ServiceRow.Paused } => $"the update of {row.Name} has stopped half-way; {runs}{error}",
            { Update: ServiceRow.RollbackPaused } =>
                $"the update of {row.Name} failed, and taking it back has stopped half-way; {runs}{error}",
            { Update: ServiceRow.RolledBack } =>
                $"the last update of {row.Name} failed and was rolled back to the version before; {runs}{error}",
            { Failures: > 0 } => $"{row.Name} crashes: {row.Failures} of its tasks failed within ten minutes; {runs}{error}",
            { Reason: null } => $"{runs}; the others are about to start",
            _ => $"{runs}: {row.Reason}",
        };
    }

    private static string Fix(ServiceRow row, Node manager, Remedies remedies)
    {
        var logs = remedies.Swarm($"logs {row.Name} --tail 50");
        var tasks = remedies.Tasks(manager, row.Name);
        return row switch
        {
            { Update: ServiceRow.Paused or ServiceRow.RollbackPaused or ServiceRow.RolledBack } =>
                $"{logs} shows what the tasks printed; correct the stack file, then {remedies.Up}",
            { Reason: { } reason } when Has(reason, "scheduling constraints not satisfied") =>
                $"{(row.Constraints.Count > 0 ? $"no node meets {string.Join(" and ", row.Constraints)}: " : "")}change deploy.placement.constraints in the stack file, or swarm:nodeLabels; then {remedies.Up}",
            { Reason: { } reason } when Has(reason, "insufficient resources") =>
                $"reserve less under deploy.resources in the stack file, or add nodes (swarm:workers); then {remedies.Up}",
            { Reason: { } reason } when Has(reason, "host-mode port already in use") =>
                $"publish another port, or run fewer tasks, in the stack file; then {remedies.Up}",
            { Reason: { } reason }
                when Has(reason, "No such image") || Has(reason, "manifest unknown") || Has(reason, "pull access denied") =>
                $"correct the image in the stack file, then {remedies.Up}; where no registry has it, {remedies.Swarm($"load {row.Image}")} brings it to every node",
            { Reason: null } => $"look again in a minute; {tasks} shows how far they are",
            { Failures: > 0 } => $"{logs} shows what the tasks printed",
            _ => $"{tasks} says more",
        };
    }

    private static bool Has(string reason, string part) => reason.Contains(part, StringComparison.OrdinalIgnoreCase);
}
