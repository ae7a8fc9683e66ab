using System.Text;
using Local.Providers.Contract;

namespace Local.Providers.Command;

/// <summary>Takes what a command prints: each stream for the outputs, both in order for an error, and line by line for the log.</summary>
internal sealed class Transcript
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _stdout = new();
    private readonly StringBuilder _stderr = new();
    private readonly StringBuilder _both = new();
    private readonly Logging _logging;
    private readonly Action<string> _log;

    public Transcript(PropertyMap state, ResourceOperation operation)
    {
        _logging = Logging.Of(state);
        _log = line => operation.Log(LogLevel.Info, line);
    }

    public Printed Printed => new(WithoutLastLineFeed(_stdout), WithoutLastLineFeed(_stderr));

    public Task ReadStdoutAsync(Stream stream, CancellationToken cancellation) => ReadAsync(stream, _stdout, _logging.Stdout, cancellation);

    public Task ReadStderrAsync(Stream stream, CancellationToken cancellation) => ReadAsync(stream, _stderr, _logging.Stderr, cancellation);

    /// <summary>A failed command as the genuine provider tells it: why, the whole command, and all that it printed, whatever may be logged.</summary>
    public ProviderException Failure(string reason, string text, Exception? cause = null)
    {
        lock (_lock)
        {
            return new($"{reason}: running {GoText.Quote(text)}:\n{_both}".TrimEnd(), cause);
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
                _both.Append(buffer, 0, count);
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
            _log(text);
        }

        line.Clear();
    }

    private static string WithoutLastLineFeed(StringBuilder text) =>
        text.Length > 0 && text[^1] == '\n' ? text.ToString(0, text.Length - 1) : text.ToString();
}
