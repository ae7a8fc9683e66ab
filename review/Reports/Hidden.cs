using Review.Differences;
using Review.Effects;
using Review.Plans;
using Review.Secrets;

namespace Review.Reports;

/// <summary>
/// Values as reports show them: what the rules take for a secret is in none of them, since a report is a comment or a file that more people read than the stack.
/// </summary>
/// <remarks>Nor is a checksum of it: that of a weak password is soon guessed. So two reports cannot tell whether such a value is another, as with the secrets that Pulumi knows of.</remarks>
internal sealed class Hidden
{
    // One sign for each secret, so that a difference of two texts tells whether it is another; no text has a meaning for them.
    private const char First = '\uE000';
    private const char Last = '\uF8FF';

    // Many steps have the same long script, and differ in the same: the work is done once.
    private readonly Dictionary<Named, string> _texts = [];
    private readonly Dictionary<Pair, IReadOnlyList<string>?> _differences = [];

    /// <summary>A property's value, as <see cref="Value.ToString()"/> has it.</summary>
    public string Shown(Change change, string path, Value value) =>
        Content(change, path, value) is { Length: > 0 } text
            ? Text(PropertyPaths.LastOf(path), text)
            // The words of a command line may only together tell of a secret.
            : SecretText.Shown("", value.ToString(PropertyPaths.LastOf(path), Text));

    /// <summary>How two values differ, if they are long texts; null: they are to be shown whole.</summary>
    public IReadOnlyList<string>? Difference(Change change, PropertyDifference difference)
    {
        if (
            Content(change, difference.Path, difference.Old) is not { } old
            || Content(change, difference.Path, difference.New) is not { } next
        )
        {
            return null;
        }

        var name = PropertyPaths.LastOf(difference.Path);
        var pair = new Pair(name, old, next);
        return _differences.TryGetValue(pair, out var known) ? known : _differences[pair] = Between(name, old, next);
    }

    /// <summary>The text of a value, that of a config's content decoded; null: it is none.</summary>
    public static string? Content(Change change, string path, Value value) =>
        value.Text is { } text && IsContent(change, path) ? Base64Text.Decoded(text) : value.Text;

    /// <summary>Whether a property is the content of a config.</summary>
    public static bool IsContent(Change change, string path) => change.Type == FileEffects.Config && path == "data";

    /// <summary>A text, under the name that it has.</summary>
    public string Text(string name, string text)
    {
        var named = new Named(name, text);
        return _texts.TryGetValue(named, out var known) ? known : _texts[named] = SecretText.Shown(name, text);
    }

    private static List<string>? Between(string name, string old, string next)
    {
        List<string> secrets = [];
        return TextDifference.Of(Marked(old), Marked(next))?.Select(Worded).ToList();

        string Marked(string text) => SecretText.Without(name, text, Mark);

        string Mark(string secret)
        {
            var index = secrets.IndexOf(secret);
            if (index < 0)
            {
                index = secrets.Count;
                secrets.Add(secret);
            }

            return $"{(char)Math.Min(First + index, Last)}";
        }

        string Worded(string line) =>
            secrets.Count == 0
                ? line
                : string.Concat(
                    line.Select(letter => letter >= First && letter < First + secrets.Count ? SecretText.NotShown : $"{letter}")
                );
    }

    private sealed record Named(string Name, string Text);

    private sealed record Pair(string Name, string Old, string New);
}
