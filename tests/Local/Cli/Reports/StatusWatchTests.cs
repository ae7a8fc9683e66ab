using System.Text.RegularExpressions;
using Local.Cli;
using Local.Cli.Look;
using Local.Cli.Reports;
using Spectre.Console.Testing;

namespace Tests.Local.Cli.Reports;

public sealed partial class StatusWatchTests
{
    private const string Screen =
        "The stack dev is not up: ./swarm up brings it up\nSeen at TIME; looking again every few seconds. Ctrl-C ends this.\n";

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "\e[2J\e[3J\e[1;1H")]
    public async Task It_looks_again_until_it_is_stopped_and_clears_a_terminal_only(bool isLive, string before)
    {
        using var console = new TestConsole().Width(200).EmitAnsiSequences();
        using var stop = new CancellationTokenSource();
        var looks = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            StatusWatch.RunAsync(
                new Terminal
                {
                    Console = console,
                    Lines = TextWriter.Null,
                    IsLive = isLive,
                },
                async () =>
                {
                    if (++looks == 2)
                    {
                        await stop.CancelAsync();
                    }

                    return new StatusDocument { Stack = "dev", Resources = 0 };
                },
                TimeSpan.Zero,
                stop.Token
            )
        );

        Assert.Equal(string.Concat(Enumerable.Repeat(before + Screen, 2)), Time().Replace(console.Output, "TIME"));
    }

    [GeneratedRegex(@"\d\d:\d\d:\d\d")]
    private static partial Regex Time();
}
