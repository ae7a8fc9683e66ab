namespace Local.Runner.Deployments;

/// <summary>An operation failed, and the user was told why.</summary>
internal sealed class OperationFailedException : Exception;

/// <summary>The run is being stopped; this was not started.</summary>
internal sealed class StoppedException : Exception;

/// <summary>The program asks for something impossible: a name twice, an input that a provider refuses. The message is whole.</summary>
internal sealed class RefusedException(string message) : Exception(message);
