using System.Globalization;
using Local.Cli;
using Local.Cli.Progress;
using Local.Runner;

namespace Bench;

/// <summary>Plans swarms of growing size from nothing: time and memory are to grow no faster than the nodes.</summary>
internal static class PlanBench
{
    private static readonly int[] _sizes = [3, 100, 1000];

    public static async Task<bool> RunAsync(string stack, Action<string> say, CancellationToken stop)
    {
        say("Plan from nothing:");
        say("  nodes  resources     time  per node  runner's peak  program's peak");
        var directory = Directory.CreateTempSubdirectory("swarm-bench-");
        try
        {
            // The first run pays for loading and compiling, which are no part of the growth.
            await PlanAsync(stack, directory.FullName, _sizes[0], stop);
            var plans = new List<Plan>();
            foreach (var nodes in _sizes)
            {
                var result = await PlanAsync(stack, directory.FullName, nodes, stop);
                if (result.Outcome != RunOutcome.Succeeded)
                {
                    say(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"  {nodes, 5}  failed: {string.Join("; ", result.Diagnostics.Select(diagnostic => diagnostic.Message))}"
                        )
                    );
                    return false;
                }

                var plan = new Plan(nodes, result.Elapsed.TotalSeconds, Memory.RunnerPeak(), Memory.ProgramPeak());
                plans.Add(plan);
                say(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"  {nodes, 5}  {result.Steps.Count, 9}  {plan.Seconds, 5:0.0} s  {plan.Seconds * 1000 / nodes, 5:0} ms  {plan.RunnerMiB, 9} MiB  {plan.ProgramMiB, 10} MiB"
                    )
                );
            }

            return plans.Zip(plans.Skip(1), GrowsNoFasterThanNodes).All(good => good);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>Whether time and memory per node did not grow from one plan to the next.</summary>
    public static bool GrowsNoFasterThanNodes(Plan smaller, Plan larger)
    {
        var growth = (double)larger.Nodes / smaller.Nodes;
        return larger.Seconds <= smaller.Seconds * growth
            && larger.RunnerMiB <= smaller.RunnerMiB * growth
            && larger.ProgramMiB <= smaller.ProgramMiB * growth;
    }

    // Against no state, so that a swarm that is up is neither read nor compared.
    private static Task<RunResult> PlanAsync(string stack, string directory, int nodes, CancellationToken stop)
    {
        var overrides = new Dictionary<string, string> { ["swarm:workers"] = string.Create(CultureInfo.InvariantCulture, $"{nodes - 1}") };
        var options = LocalStack.Open(stack, overrides).Options with { StateDirectory = directory };
        return new StackRunner(options, new Observers()).PreviewAsync(stop);
    }
}

/// <summary>What a plan took: peaks of memory since the process began.</summary>
internal sealed record Plan(int Nodes, double Seconds, long RunnerMiB, long ProgramMiB);
