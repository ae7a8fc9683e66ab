namespace Local.Runner;

/// <summary>Why a run could not begin. The message is whole: what, the value received, and what to do.</summary>
public abstract class CannotRunException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The project's or the stack's file, or what it says, is wrong; the message lists every problem.</summary>
internal sealed class ConfigurationException(string message, Exception? inner = null) : CannotRunException(message, inner);

/// <summary>Another run holds the stack.</summary>
public sealed class StackLockedException(string message) : CannotRunException(message);

/// <summary>The state file cannot be read.</summary>
internal sealed class DamagedStateException(string message, Exception? inner = null) : CannotRunException(message, inner);

/// <summary>The passphrase is missing or does not fit.</summary>
internal sealed class PassphraseException(string message) : CannotRunException(message);

/// <summary>The program cannot be started.</summary>
internal sealed class ProgramStartException(string message, Exception? inner = null) : CannotRunException(message, inner);

/// <summary>The state cannot be written, so nothing more may be done.</summary>
internal sealed class StateWriteException(string message, Exception? inner = null) : CannotRunException(message, inner);
