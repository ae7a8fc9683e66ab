using Local.Runner;

namespace Local.Cli.Progress;

/// <summary>Passes on what concerns the run, and nothing of single operations.</summary>
internal sealed class RemarksOnly(IRunObserver observer) : IRunObserver
{
    public void On(RunEvent happened)
    {
        if (happened is Diagnostic or ProgramOutput)
        {
            observer.On(happened);
        }
    }
}
