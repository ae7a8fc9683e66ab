using System.Text;
using Local.Providers.Contract;

namespace Local.Providers.Command;

/// <summary>Takes what a command prints: each stream for the outputs, both in order for an error, and line by line for the log.</summary>
internal sealed class Transcript
{
    /// <summary>Shorter lines of standard input are too common in any output to hide each occurrence.</summary>
    private const int ShortestSecret = 8;

    private const int LongestCommandShown = 200;

    private readonly Lock _lock = new();
    private readonly StringBuilder _stdout = new();
    private readonly StringBuilder _stderr = new();
    private readonly StringBuilder _both = new();
    private readonly Logging _logging;
    private readonly Action<string> _log;
    private readonly string[] _secrets;

    public Transcript(PropertyMap state, ResourceOperation operation)
    {
        _logging = Logging.Of(state);
        _log = line => operation.Log(LogLevel.Info, line);
        // Secrets travel by standard input; a command that repeats what it read must not publish it.
        _secrets = [.. (state.Text("stdin") ?? "").Split('\n').Select(line => line.Trim()).Where(line => line.Length >= ShortestSecret)];
    }

    public Printed Printed => new(WithoutLastLineFeed(_stdout), WithoutLastLineFeed(_stderr));

    public Task ReadStdoutAsync(Stream stream, CancellationToken cancellation) => ReadAsync(stream, _stdout, _logging.Stdout, cancellation);

    public Task ReadStderrAsync(Stream stream, CancellationToken cancellation) => ReadAsync(stream, _stderr, _logging.Stderr, cancellation);

    /// <summary>
    /// A failed command as an error: why, which command, where, and all that it printed. A program that lets nothing be logged has a secret
    /// on standard output (a join token): then only standard error is told.
    /// </summary>
    public ProviderException Failure(string reason, string text, string where, Exception? cause = null)
    {
        // A script's first line tells which one it is.
        var command = text.Trim();
        var shown = command.Split('\n')[0];
        shown = shown.Length > LongestCommandShown ? shown[..LongestCommandShown] : shown;
        shown += shown.Length < command.Length ? "…" : "";
        lock (_lock)
        {
            return new(Hide($"{reason}: running \"{shown}\" {where}:\n{_both}").TrimEnd(), cause);
        }
    }

    private async Task ReadAsync(Stream stream, StringBuilder sink, bool logged, CancellationToken cancellation)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        var line = new StringBuilder();
        var buffer = new char[4096];
        int count;
        while ((count = await reader.ReadAsync(buffer, cancellation)) > 0)
        {
            lock (_lock)
            {
                sink.Append(buffer, 0, count);
                if (sink == _stderr || _logging.Any)
                {
                    _both.Append(buffer, 0, count);
                }
            }

            foreach (var character in logged ? buffer.AsMemory(0, count).ToArray() : [])
            {
                if (character == '\n')
                {
                    LogLine(line);
                }
                else
                {
                    line.Append(character);
                }
            }
        }

        LogLine(line);
    }

    private void LogLine(StringBuilder line)
    {
        if (line.ToString().TrimEnd('\r') is { Length: > 0 } text)
        {
            _log(Hide(text));
        }

        line.Clear();
    }

    private string Hide(string text) => _secrets.Aggregate(text, (shown, secret) => shown.Replace(secret, "[secret]", StringComparison.Ordinal));

    private static string WithoutLastLineFeed(StringBuilder text) => text.Length > 0 && text[^1] == '\n' ? text.ToString(0, text.Length - 1) : text.ToString();
}
