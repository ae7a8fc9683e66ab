using System.Globalization;
using CliWrap;
using CliWrap.Buffered;
using Infra;
using Infra.Diagnostics;

namespace Bench;

/// <summary>How long the program's reader takes for a stack file in a process that has just begun, when nothing is compiled yet.</summary>
internal static class StackReading
{
    /// <summary>The word with which this program starts itself to read one file.</summary>
    public const string Verb = "read";

    /// <summary>Starts such a process; the time is null when it failed, and then <paramref name="say"/> has heard why.</summary>
    public static async Task<TimeSpan?> InNewProcessAsync(string file, Action<string> say, CancellationToken stop)
    {
        var result = await CliWrap
            .Cli.Wrap(Environment.ProcessPath!)
            .WithArguments([typeof(StackReading).Assembly.Location, Verb, file])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(stop);
        if (result.ExitCode != 0)
        {
            say($"  reading {file} failed: {result.StandardError.Trim()}");
            return null;
        }

        return TimeSpan.FromMilliseconds(double.Parse(result.StandardOutput, CultureInfo.InvariantCulture));
    }

    /// <summary>Reads one file and prints the milliseconds that the reader counted.</summary>
    public static int Print(string file)
    {
        try
        {
            Console.WriteLine(Of(file).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
            return 0;
        }
        catch (InvalidSettingsException refusal)
        {
            Console.Error.WriteLine(refusal.Message);
            return 1;
        }
    }

    /// <summary>What <see cref="StackConfiguration"/> says of its reading, with no other setting than the ones that have no default.</summary>
    public static TimeSpan Of(string file) =>
        StackConfiguration
            .Read(
                new Dictionary<string, string> { ["sshFrom"] = "127.0.0.0/8", ["stackFiles"] = $"[\"{file}\"]" },
                Path.GetDirectoryName(file)!,
                "dev"
            )
            .Reading;
}
