using Local.Providers.Contract;
using Local.Runner;

namespace Tests.Local.Cli;

/// <summary>Short forms of what the runner tells.</summary>
internal static class Steps
{
    public static ResourceStep Create(string type, string name, string parent = "", bool isCustom = true) =>
        Of(Operation.Create, type, name, parent, isCustom);

    public static ResourceStep Of(Operation operation, string type, string name, string parent = "", bool isCustom = true) =>
        new()
        {
            Urn = Urn(type, name),
            Type = type,
            Name = name,
            Parent = parent,
            IsCustom = isCustom,
            Operation = operation,
        };

    public static string Urn(string type, string name) => $"urn:pulumi:dev::swarm::{type}::{name}";

    public static RunResult Result(
        RunOutcome outcome = RunOutcome.Succeeded,
        IReadOnlyList<ResourceStep>? steps = null,
        IReadOnlyList<Diagnostic>? diagnostics = null
    ) =>
        new()
        {
            Outcome = outcome,
            Steps = steps ?? [],
            Changes = (steps ?? []).GroupBy(step => step.Operation).ToDictionary(group => group.Key, group => group.Count()),
            Outputs = PropertyMap.Empty,
            Diagnostics = diagnostics ?? [],
            Elapsed = TimeSpan.FromSeconds(12.34),
        };
}
