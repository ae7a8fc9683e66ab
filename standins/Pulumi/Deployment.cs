using Pulumi.Running;

namespace Pulumi;

/// <summary>The entry point of a program: everything it declares, it declares inside one of the Run or Test functions.</summary>
public sealed partial class Deployment
{
    private static readonly AsyncLocal<DeploymentInstance?> _currentInstance = new();

    private Deployment() { }

    /// <summary>The run that this code is part of; an error outside of one.</summary>
    public static DeploymentInstance Instance =>
        _currentInstance.Value ?? throw new InvalidOperationException("Trying to acquire Deployment.Instance before 'Run' was called.");

    /// <summary>What the current run shares; null outside of one.</summary>
    internal static RunContext? Current => _currentInstance.Value?.Context;

    /// <summary>What the current run shares; an error outside of one.</summary>
    internal static RunContext Required => Instance.Context;

    /// <summary>Stops the program unless the engine's version is in the range, for example ">=3.100.0".</summary>
    public static Task RequirePulumiVersionAsync(string pulumiVersionRange)
    {
        var context = Required;
        var check = context.Engine.RequirePulumiVersionAsync(pulumiVersionRange);
        context.Work.Add(check);
        return check;
    }

    // Stays an async method: what it sets in the AsyncLocal is then undone for its caller.
    private static async Task<int> RunInAsync(Func<RunContext> makeContext, Func<Stack> declare)
    {
        using var context = makeContext();
        if (_currentInstance.Value != null)
        {
            throw new InvalidOperationException("Deployment.Instance should only be set once at the beginning of a 'Run' call.");
        }
        _currentInstance.Value = new DeploymentInstance(context);
        return await ProgramRun.RunAsync(context, declare).ConfigureAwait(false);
    }
}
