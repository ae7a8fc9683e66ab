namespace Pulumi;

/// <summary>An error whose message says all; it is shown without a stack trace.</summary>
public class RunException : Exception
{
    public RunException(string message)
        : base(message) { }

    public RunException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>The error of a property that is marked as output and is not an Output.</summary>
    public static RunException OutputsHaveIncorrectType(IEnumerable<string> outputAttributeNames) =>
        new(
            $"Output(s) '{string.Join(", ", outputAttributeNames)}' have incorrect type. "
                + "[Output] attributed properties must be instances of Output<T>."
        );
}

/// <summary>An error about one resource.</summary>
public class ResourceException(string message, Resource? resource, bool hideStack = false) : Exception(message)
{
    internal Resource? Resource { get; } = resource;

    /// <summary>Whether only the message is shown.</summary>
    internal bool HideStack { get; } = hideStack;
}

/// <summary>The engine did not take a log message.</summary>
public class LogException(Exception exception) : Exception("Error occurred during logging: " + exception.Message, exception);
