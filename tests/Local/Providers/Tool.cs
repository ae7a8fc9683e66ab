using System.Diagnostics;

namespace Tests.Local.Providers;

/// <summary>A program of the operating system that a test needs, and skips without.</summary>
internal static class Tool
{
    /// <summary>Where the tool is, looking beyond PATH where daemons live; null when it is not installed.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    public static bool Exists(string name) => Find(name) is not null;

    public static string Run(string name, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Find(name)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{name} failed: {errors.Result}");
        return output;
    }
}
