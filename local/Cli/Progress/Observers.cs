using Local.Runner;

namespace Local.Cli.Progress;

/// <summary>Tells several observers, in their order.</summary>
internal sealed class Observers(params IReadOnlyList<IEngineObserver> all) : IEngineObserver
{
    public void On(EngineEvent happened)
    {
        foreach (var observer in all)
        {
            observer.On(happened);
        }
    }
}
