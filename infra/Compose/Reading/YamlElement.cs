using Infra.Compose.Format;

namespace Infra.Compose.Reading;

/// <summary>A value of a stack file with its place.</summary>
/// <param name="At">Where it is written, also when it came through an anchor or from another file.</param>
/// <param name="Path">What it says, such as services.web.ports[0].</param>
internal abstract record YamlElement(Position At, string Path);

/// <summary>One value.</summary>
/// <param name="At">Where it is written.</param>
/// <param name="Path">What it says.</param>
/// <param name="Text">The value itself.</param>
/// <param name="IsNull">True for an empty value, ~ or null, all without quotes.</param>
/// <param name="IsSecret">True when a secret variable is part of it.</param>
/// <param name="IsBroken">True when its problem is told already, and nothing more is to be said about it.</param>
/// <param name="Written">What the file says, where YAML makes a number or a date of it that looks otherwise; else null.</param>
internal sealed record YamlScalar(
    Position At,
    string Path,
    string Text,
    bool IsNull = false,
    bool IsSecret = false,
    bool IsBroken = false,
    string? Written = null
) : YamlElement(At, Path);

/// <summary>A list.</summary>
internal sealed record YamlSequence(Position At, string Path, IReadOnlyList<YamlElement> Items) : YamlElement(At, Path);

/// <summary>Keys and values, every key once.</summary>
internal sealed record YamlMapping(Position At, string Path, IReadOnlyList<Entry> Entries) : YamlElement(At, Path)
{
    // Mappings are short, but for the services of a large file, which are not looked up by name.
    public YamlElement? this[string key] => Entries.FirstOrDefault(entry => entry.Key == key)?.Value;

    /// <summary>The mapping with other entries.</summary>
    public YamlMapping With(IEnumerable<Entry> entries) => this with { Entries = [.. entries] };
}

/// <summary>A key and its value.</summary>
/// <param name="At">Where the key is written.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
/// <param name="IsMerge">True for a merge key (<c>&lt;&lt;</c>), whose value holds entries for the mapping around it.</param>
internal sealed record Entry(Position At, string Key, YamlElement Value, bool IsMerge = false);
