using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Remote;

/// <summary>A shell script with its variables, ready to be run on a machine as one command.</summary>
/// <param name="Command">
/// The command's text, for a login shell that is sh, bash, dash or zsh (admin on Debian images has bash). The script itself is run by /bin/sh
/// with <c>-eu</c>, under timeout(1). It holds no secret: a failing command is printed whole.
/// </param>
/// <param name="Bound">How long it may run at most.</param>
public sealed partial record Script(string Command, TimeSpan Bound)
{
    /// <summary>Renders Scripts/<paramref name="name"/>.sh after Scripts/common.sh, with environment variables and a bound.</summary>
    public static Script Render(string name, TimeSpan bound, params (string Name, string Value)[] variables)
    {
        var assignments = string.Concat(variables.Select(variable => $"{Valid(variable.Name)}={Shell.Quote(variable.Value)} "));
        var seconds = ((int)bound.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var body = Shell.Quote(Embedded("common") + Embedded(name));
        var stopped = Shell.Quote($"{name}: stopped, since it had not finished after {seconds} s");
        return new Script(
            $"{assignments}timeout --kill-after=10 {seconds} /bin/sh -euc {body} || {{ code=$?; [ $code -ne 124 ] || echo {stopped} >&2; exit $code; }}",
            bound);
    }

    /// <summary>The script's own text without comments, as it travels.</summary>
    public static string Embedded(string name)
    {
        using var stream = typeof(Script).Assembly.GetManifestResourceStream($"{name}.sh")
            ?? throw new ArgumentException($"There is no script Scripts/{name}.sh.", nameof(name));
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
        return string.Concat(lines.Where(line => line.Length > 0 && !line.TrimStart().StartsWith('#')).Select(line => line + "\n"));
    }

    private static string Valid(string name) => VariableName().IsMatch(name)
        ? name
        : throw new ArgumentException($"\"{name}\" is no name for a shell variable.", nameof(name));

    [GeneratedRegex("^[A-Z][A-Z_]*$")]
    private static partial Regex VariableName();
}
