namespace Local.Machines;

/// <summary>Something about the virtual machines failed in a way that the user should read: what, and what to do next.</summary>
public sealed class MachineException(string message, Exception? inner = null) : Exception(message, inner);
