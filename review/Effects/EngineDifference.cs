using Review.Differences;
using Review.Plans;

namespace Review.Effects;

/// <summary>Whether the step that makes an engine what the settings say is told something else. Its script alone changes no engine that is as it should be.</summary>
internal static class EngineDifference
{
    /// <summary>With which the difference begins where the engine itself stays.</summary>
    public const string Settings = "its settings";

    public static (bool IsChanged, string What) Of(Change change)
    {
        var (before, after) = (change.Old?.Inputs ?? Value.Absent, change.New?.Inputs ?? Value.Absent);
        // Settings with a proxy's password, and the script with them, are one secret.
        var isHidden = PropertyDifferences.Of(change).Any(one => one.Path == "stdin" && one.IsChangedSecret);
        if (before["create"] == after["create"] && before["stdin"] == after["stdin"] && !isHidden)
        {
            return (false, "");
        }

        var old = Variables(before);
        var next = Variables(after);
        List<string> what = [];
        if (Of(old, "ENGINE_VERSION") != Of(next, "ENGINE_VERSION"))
        {
            what.Add($"version {Named(Of(old, "ENGINE_VERSION"))} → {Named(Of(next, "ENGINE_VERSION"))}");
        }

        if (Of(old, "CHANNEL") != Of(next, "CHANNEL"))
        {
            what.Add($"channel {Of(old, "CHANNEL")} → {Of(next, "CHANNEL")}");
        }

        if (before["stdin"] != after["stdin"] && Lines(before["stdin"]) != Lines(after["stdin"]))
        {
            what.Add(Settings);
        }
        else if (isHidden)
        {
            what.Add($"{Settings}, which are secret and not in the plan, or its script alone");
        }

        return (what.Count > 0, string.Join(", ", what));
    }

    /// <summary>The version that a node's step was told before it changes; null: it is no such step.</summary>
    public static string? VersionBefore(Change change) =>
        change is { Type: "command:remote:Command", Old: { } old } && change.Name.EndsWith("-docker", StringComparison.Ordinal)
            ? Variables(old.Inputs).GetValueOrDefault("ENGINE_VERSION")
            : null;

    private static string Of(IReadOnlyDictionary<string, string> variables, string name) => variables.GetValueOrDefault(name, "");

    private static string Named(string version) => version.Length == 0 ? "any" : version;

    private static IReadOnlyDictionary<string, string> Variables(Value inputs) =>
        inputs["create"].Text is { } command ? CommandLine.Variables(command).Assigned : new Dictionary<string, string>();

    // The last line of what the step reads is what it is told; before that stands the script.
    private static string Lines(Value stdin) =>
        stdin.Text is { } text ? text[(text.LastIndexOf("\nprintf %s ", StringComparison.Ordinal) + 1)..] : "";
}
