namespace Local.Cli;

/// <summary>A command cannot begin; the message says why and what to do.</summary>
internal sealed class RefusedException(string message) : Exception(message);
