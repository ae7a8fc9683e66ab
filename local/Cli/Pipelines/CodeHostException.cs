namespace Local.Cli.Pipelines;

/// <summary>A code host did not do what it was asked for; the message says what that was, what it answered, and what to do.</summary>
internal sealed class CodeHostException(string message, bool mayBeDone = false, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Whether it may have been done all the same: the answer was lost, or came from something in between.</summary>
    public bool MayBeDone { get; } = mayBeDone;
}
