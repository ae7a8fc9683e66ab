using Local.Cli.Look;
using Spectre.Console;

namespace Local.Cli.Reports;

/// <summary>Keeps what <c>status</c> shows up to date: in its place on a terminal, one below the other elsewhere.</summary>
internal static class StatusWatch
{
    /// <summary>Goes on until it is cancelled, which it then throws.</summary>
    public static async Task RunAsync(Terminal terminal, Func<Task<StatusDocument>> look, TimeSpan interval, CancellationToken cancellation)
    {
        while (true)
        {
            var document = await look();
            if (terminal.IsLive)
            {
                terminal.Console.Clear(home: true);
            }

            StatusReport.Write(terminal.Console, document);
            terminal.Json?.WriteLine(JsonText.Of(document));
            terminal.Console.WriteLine(
                $"Seen at {TimeProvider.System.GetLocalNow():HH:mm:ss}; looking again every few seconds. Ctrl-C ends this."
            );
            await Task.Delay(interval, cancellation);
        }
    }
}
