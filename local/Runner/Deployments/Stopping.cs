namespace Local.Runner.Deployments;

internal static class Stopping
{
    /// <summary>Throws <see cref="StoppedException"/> once the run is being stopped.</summary>
    public static void ThrowStopped(this CancellationToken stopped)
    {
        if (stopped.IsCancellationRequested)
        {
            throw new StoppedException();
        }
    }
}
