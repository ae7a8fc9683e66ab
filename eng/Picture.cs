// Draws what a terminal showed as an SVG: dotnet run eng/Picture.cs COMMAND COLUMNS <RECORDING >PICTURE (see eng/picture).
// It understands what the progress display prints: colours, new lines, and moving up to print a line again.

using System.Globalization;
using System.Net;
using System.Text;

var columns = int.Parse(args[1], CultureInfo.InvariantCulture);
Console.InputEncoding = Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var screen = new Screen(columns);
screen.Print($"\e[32m$\e[0m \e[1m{args[0]}\e[0m\r\n");
screen.Print(Recorded(Console.In.ReadToEnd()));
Console.Out.Write(Svg.Of(screen.Lines, columns));

// script(1) writes a line of its own before and after.
static string Recorded(string text)
{
    var lines = text.Split('\n');
    return string.Join(
        '\n',
        lines.Where(line =>
            !line.StartsWith("Script started on ", StringComparison.Ordinal)
            && !line.StartsWith("Script done on ", StringComparison.Ordinal)
        )
    );
}

internal sealed record Look(string? Colour = null, bool Bold = false);

internal readonly record struct Cell(char Sign, Look Look);

/// <summary>A terminal that forgets no line.</summary>
internal sealed class Screen(int columns)
{
    private static readonly string[] _colours =
    [
        "#484f58",
        "#ff7b72",
        "#3fb950",
        "#d29922",
        "#58a6ff",
        "#bc8cff",
        "#39c5cf",
        "#b1bac4",
        "#8b949e",
        "#ffa198",
        "#56d364",
        "#e3b341",
        "#79c0ff",
        "#d2a8ff",
        "#56d4dd",
        "#ffffff",
    ];

    private readonly List<List<Cell>> _lines =
    [
        [],
    ];
    private Look _look = new();
    private int _row;
    private int _column;

    public IReadOnlyList<IReadOnlyList<Cell>> Lines => _lines;

    public void Print(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\e':
                    at = Escape(text, at + 1);
                    break;
                case '\r':
                    _column = 0;
                    break;
                case '\n':
                    Down();
                    break;
                case >= ' ' and var sign:
                    Put(sign);
                    break;
            }
        }
    }

    private void Put(char sign)
    {
        if (_column == columns)
        {
            _column = 0;
            Down();
        }

        var line = _lines[_row];
        while (line.Count <= _column)
        {
            line.Add(new Cell(' ', new Look()));
        }

        line[_column++] = new Cell(sign, _look);
    }

    private void Down()
    {
        if (++_row == _lines.Count)
        {
            _lines.Add([]);
        }
    }

    private void Up(int rows) => _row = Math.Max(0, _row - rows);

    // Answers where the sequence ends.
    private int Escape(string text, int at)
    {
        if (at >= text.Length)
        {
            return at;
        }

        if (text[at] == ']')
        {
            // A title or a link: until BEL or ESC \.
            while (at < text.Length && text[at] != '\a' && !(text[at] == '\e' && at + 1 < text.Length && text[at + 1] == '\\'))
            {
                at++;
            }

            return at < text.Length && text[at] == '\e' ? at + 1 : at;
        }

        if (text[at] == 'M')
        {
            Up(1);
        }

        if (text[at] != '[')
        {
            return at;
        }

        var end = at + 1;
        while (end < text.Length && text[end] is < '@' or > '~')
        {
            end++;
        }

        if (end < text.Length)
        {
            Do(text[end], text[(at + 1)..end]);
        }

        return end;
    }

    private void Do(char command, string parameters)
    {
        int[] numbers =
        [
            .. parameters
                .Split(';')
                .Select(number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0),
        ];
        switch (command)
        {
            case 'A':
                Up(Math.Max(1, numbers[0]));
                break;
            case 'K':
                _lines[_row]
                    .RemoveRange(
                        numbers[0] == 2 ? 0 : Math.Min(_column, _lines[_row].Count),
                        numbers[0] == 2 ? _lines[_row].Count : Math.Max(0, _lines[_row].Count - _column)
                    );
                break;
            case 'J' when numbers[0] == 0:
                _lines.RemoveRange(_row + 1, _lines.Count - _row - 1);
                break;
            case 'm':
                Colour(numbers);
                break;
        }
    }

    private void Colour(int[] numbers)
    {
        for (var at = 0; at < numbers.Length; at++)
        {
            switch (numbers[at])
            {
                case 0:
                    _look = new Look();
                    break;
                case 1:
                    _look = _look with { Bold = true };
                    break;
                case 22:
                    _look = _look with { Bold = false };
                    break;
                case >= 30 and <= 37 and var number:
                    _look = _look with { Colour = _colours[number - 30] };
                    break;
                case >= 90 and <= 97 and var number:
                    _look = _look with { Colour = _colours[number - 90 + 8] };
                    break;
                case 39:
                    _look = _look with { Colour = null };
                    break;
                case 38 when numbers.Length > at + 2 && numbers[at + 1] == 5:
                    _look = _look with { Colour = numbers[at + 2] < 16 ? _colours[numbers[at + 2]] : null };
                    at += 2;
                    break;
                case 38 when numbers.Length > at + 4 && numbers[at + 1] == 2:
                    _look = _look with { Colour = $"#{numbers[at + 2]:x2}{numbers[at + 3]:x2}{numbers[at + 4]:x2}" };
                    at += 4;
                    break;
            }
        }
    }
}

internal static class Svg
{
    private const double Width = 8.4;
    private const double Height = 19;
    private const double Margin = 20;
    private const double Bar = 36;

    public static string Of(IReadOnlyList<IReadOnlyList<Cell>> lines, int columns)
    {
        var rows =
            lines.Select((line, row) => (line, row)).Where(item => item.line.Any(cell => cell.Sign != ' ')).Max(item => item.row) + 1;
        var width = Number((2 * Margin) + (columns * Width));
        var height = Number(Bar + (rows * Height) + Margin);
        var text = new StringBuilder(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="A terminal">
              <rect width="{width}" height="{height}" rx="10" fill="#0d1117"/>
              <circle cx="22" cy="18" r="6" fill="#ff5f57"/><circle cx="42" cy="18" r="6" fill="#febc2e"/><circle cx="62" cy="18" r="6" fill="#28c840"/>
              <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace" font-size="14" fill="#c9d1d9" xml:space="preserve">

            """
        );
        for (var row = 0; row < rows; row++)
        {
            foreach (var (column, run) in Runs(lines[row]))
            {
                var look = run[0].Look;
                text.Append("    <text x=\"")
                    .Append(Number(Margin + (column * Width)))
                    .Append("\" y=\"")
                    .Append(Number(Bar + (row * Height) + 14))
                    // Holds the columns whatever font the reader has.
                    .Append("\" textLength=\"")
                    .Append(Number(run.Count * Width))
                    .Append("\" lengthAdjust=\"spacingAndGlyphs\"")
                    .Append(look.Colour is { } colour ? $" fill=\"{colour}\"" : "")
                    .Append(look.Bold ? " font-weight=\"bold\"" : "")
                    .Append('>')
                    .Append(WebUtility.HtmlEncode(string.Concat(run.Select(cell => cell.Sign))))
                    .Append("</text>\n");
            }
        }

        return text.Append("  </g>\n</svg>\n").ToString();
    }

    /// <summary>The stretches of one look, without the blanks around them.</summary>
    private static IEnumerable<(int Column, List<Cell> Run)> Runs(IReadOnlyList<Cell> line)
    {
        for (var at = 0; at < line.Count; )
        {
            var end = at + 1;
            while (end < line.Count && line[end].Look == line[at].Look)
            {
                end++;
            }

            var run = line.Skip(at).Take(end - at).ToList();
            var blanks = run.TakeWhile(cell => cell.Sign == ' ').Count();
            run = [.. run.Skip(blanks)];
            while (run.Count > 0 && run[^1].Sign == ' ')
            {
                run.RemoveAt(run.Count - 1);
            }

            if (run.Count > 0)
            {
                yield return (at + blanks, run);
            }

            at = end;
        }
    }

    private static string Number(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);
}
