namespace Local.Runner;

/// <summary>The program asks for something that this runner does not know. The message names it.</summary>
internal sealed class UnsupportedException(string message) : Exception(message)
{
    /// <summary>The way on for whatever is not known here.</summary>
    public const string WhereTo = "The local runner does not know this; the Pulumi CLI (`pulumi up`) does.";
}
