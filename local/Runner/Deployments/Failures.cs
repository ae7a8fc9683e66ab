namespace Local.Runner.Deployments;

/// <summary>An operation failed, and the user was told why.</summary>
internal sealed class OperationFailedException : Exception;

/// <summary>The run is being stopped; this was not started.</summary>
internal sealed class StoppedException : Exception;

/// <summary>The program asks for something impossible: a name twice, an input that a provider refuses. The message is whole.</summary>
internal sealed class RefusedException(string message) : Exception(message);

/// <summary>What the user is told of an exception.</summary>
internal static class Failures
{
    /// <summary>The message where it was written for the user; else the kind of the exception too, since only that says anything.</summary>
    public static string Words(Exception e) =>
        e is RefusedException or UnsupportedException or Local.Providers.Contract.ProviderException or CannotRunException
            ? e.Message
            : $"{e.GetType().Name}: {e.Message}";
}
