namespace Local.Cli;

/// <summary>A command cannot begin; the message says why and what to do.</summary>
internal sealed class RefusedCommandException(string message) : Exception(message);
