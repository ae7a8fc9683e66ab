using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Tests.Infra.Judge;

/// <summary>What a reader makes of stack files: what it would create, or why it refuses them.</summary>
/// <param name="Refusal">Why; null when it takes them.</param>
/// <param name="Created">What it creates, in the Engine API's words.</param>
internal sealed record Verdict(string? Refusal, IReadOnlyList<(string Kind, JsonObject Spec)> Created);

/// <summary><c>docker stack deploy</c>.</summary>
internal static class DockerClient
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(60);

    /// <summary>The client's program; null when it is not on this machine.</summary>
    public static string? Program { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Select(folder => Path.Combine(folder, "docker"))
            .FirstOrDefault(File.Exists);

    /// <summary>The client's first number, such as 28; 0 without a client.</summary>
    public static int Version { get; } = Program is null ? 0 : FindVersion();

    /// <summary>What docker makes of the files.</summary>
    public static async Task<Verdict> DeployAsync(RecordingEngine engine, string directory, string stack, IReadOnlyList<string> files)
    {
        var start = new ProcessStartInfo(Program!)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (
            var (name, value) in StackCase
                .Variables.Append(new("DOCKER_HOST", $"unix://{engine.Socket}"))
                .Append(new("DOCKER_CONFIG", directory))
        )
        {
            start.Environment[name] = value;
        }

        foreach (
            var argument in (string[])
                ["stack", "deploy", "--resolve-image=never", .. files.SelectMany(file => (string[])["-c", file]), stack]
        )
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        using var bound = new CancellationTokenSource(_timeout);
        var output = process.StandardOutput.ReadToEndAsync(bound.Token);
        var errors = process.StandardError.ReadToEndAsync(bound.Token);
        await process.WaitForExitAsync(bound.Token);
        await output;
        return new Verdict(process.ExitCode == 0 ? null : (await errors).Trim(), engine.TakeCreated());
    }

    // "Docker version 28.2.2, build e6534b4"
    private static int FindVersion()
    {
        using var process = Process.Start(new ProcessStartInfo(Program!, "--version") { RedirectStandardOutput = true })!;
        var words = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();
        return words.Length > 2 && int.TryParse(words[2].Split('.')[0], out var version) ? version : 0;
    }
}
