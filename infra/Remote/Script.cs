using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Remote;

/// <summary>
/// A shell script with its variables, ready to be run on a machine. Its text goes in by standard input (<see cref="StandardInput"/>), and the command
/// is one short line: that is all that an error or a preview shows of it.
/// </summary>
/// <param name="Name">Which script: Scripts/NAME.sh.</param>
/// <param name="Text">The script's own text.</param>
/// <param name="Timeout">How long it may run on a machine at most.</param>
/// <param name="Variables">Its variables. No secrets: a failing command is printed with them.</param>
internal sealed partial record Script(string Name, string Text, TimeSpan Timeout, IReadOnlyList<(string Name, string Value)> Variables)
{
    /// <summary>
    /// Runs what standard input says, as <c>create</c> or <c>delete</c>. All of it is read before anything runs: a shell that reads its script from
    /// a pipe line by line would share the pipe with what it starts.
    /// </summary>
    private const string Runner = """/bin/sh -euc 'eval "$(cat)"'""";

    /// <summary>Renders Scripts/<paramref name="name"/>.sh with environment variables and a bound.</summary>
    public static Script Render(string name, TimeSpan timeout, params (string Name, string Value)[] variables)
    {
        foreach (var (variable, _) in variables)
        {
            if (!VariableName().IsMatch(variable))
            {
                throw new ArgumentException($"\"{variable}\" is no name for a shell variable.", nameof(variables));
            }
        }

        return new Script(name, Embedded(name), timeout, variables);
    }

    /// <summary>Scripts/<paramref name="name"/>.sh for the computer that Pulumi runs on; its variables are the command's environment.</summary>
    public static Script Here(string name) => new(name, Embedded(name), System.Threading.Timeout.InfiniteTimeSpan, []);

    /// <summary>The same script with the functions of Scripts/<paramref name="name"/>.sh before it.</summary>
    public Script After(string name) => this with { Text = Embedded(name) + Text };

    /// <summary>
    /// The command that runs it on a machine under timeout(1), for a login shell that is sh, bash, dash or zsh (admin on Debian images has bash).
    /// </summary>
    public string OnMachine(ScriptPart part)
    {
        var assignments = string.Concat(Variables.Select(variable => $"{variable.Name}={Shell.Quote(variable.Value)} "));
        return $"{assignments}timeout --kill-after=10 {Seconds} {OnThisComputer(part)}";
    }

    /// <summary>The command that runs it on the computer that Pulumi runs on. There is no timeout(1) on macOS.</summary>
    public string OnThisComputer(ScriptPart part) => $"{Runner} {Name} {Function(part)}";

    /// <summary>What both commands read: Scripts/common.sh, the scripts as functions of which the command names one, and the lines that this one reads.</summary>
    public static string StandardInput(Script? create, Script? delete, string lines = "") =>
        Embedded("common")
        + (create is null ? "" : create.AsFunction(ScriptPart.Create))
        + (delete is null ? "" : delete.AsFunction(ScriptPart.Delete))
        // printf is the shell's own: no process has the lines among its arguments.
        + (lines.Length == 0 ? "\"$1\" </dev/null\n" : $"printf %s {Shell.Quote(lines)} | \"$1\"\n");

    /// <summary>A script's own text without comments, as it travels.</summary>
    public static string Embedded(string name)
    {
        using var stream = typeof(Script).Assembly.GetManifestResourceStream($"{name}.sh")
            ?? throw new ArgumentException($"There is no script Scripts/{name}.sh.", nameof(name));
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
        return string.Concat(lines.Where(line => line.Length > 0 && !line.TrimStart().StartsWith('#')).Select(line => line + "\n"));
    }

    private string Seconds => ((int)Timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private string AsFunction(ScriptPart part) =>
        $"{Function(part)}() {{\n{(Timeout == System.Threading.Timeout.InfiniteTimeSpan ? "" : $"is_stopped_after {Seconds}\n")}{Text}}}\n";

    private static string Function(ScriptPart part) => part == ScriptPart.Create ? "create" : "delete";

    [GeneratedRegex("^[A-Z][A-Z_]*$")]
    private static partial Regex VariableName();
}

/// <summary>Which of a step's scripts.</summary>
internal enum ScriptPart
{
    /// <summary>What creates.</summary>
    Create,

    /// <summary>What undoes it.</summary>
    Delete,
}
