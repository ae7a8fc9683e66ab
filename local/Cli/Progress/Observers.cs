using Local.Runner;

namespace Local.Cli.Progress;

/// <summary>Tells several observers, in their order.</summary>
internal sealed class Observers(params IReadOnlyList<IRunObserver> all) : IRunObserver
{
    public void On(RunEvent happened)
    {
        foreach (var observer in all)
        {
            observer.On(happened);
        }
    }
}
