using Local.Providers.Contract;

namespace Local.Providers.Command;

/// <summary>Which streams of a command are shown while it runs.</summary>
internal sealed record Logging(bool Stdout, bool Stderr)
{
    public static IReadOnlyList<string> Names { get; } = ["stdout", "stderr", "stdoutAndStderr", "none"];

    /// <summary>Both, unless the resource says otherwise.</summary>
    public static Logging Of(PropertyMap state) =>
        state.Text("logging") switch
        {
            "stdout" => new(true, false),
            "stderr" => new(false, true),
            "none" => new(false, false),
            _ => new(true, true),
        };
}
