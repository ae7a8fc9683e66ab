namespace Pulumi;

/// <summary>The answer of <c>Output&lt;T&gt;.ToString</c>: an output in a string is nearly always a mistake, so it says so.</summary>
internal static class OutputToString
{
    private static readonly string _message = string.Join(
        Environment.NewLine,
        "Calling [ToString] on an [Output<T>] is not supported.",
        "",
        "To get the value of an Output<T> as an Output<string> consider:",
        "1. o.Apply(v => $\"prefix{v}suffix\")",
        "2. Output.Format($\"prefix{hostname}suffix\");",
        "",
        "See https://www.pulumi.com/docs/concepts/inputs-outputs for more details."
    );

    public static string Answer()
    {
        var asError = Environment.GetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING");
        if (asError == "1" || string.Equals(asError, "true", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(_message);
        }
        Log.Warn(_message);
        return _message + Environment.NewLine + "This function may throw in a future version of Pulumi.";
    }
}
