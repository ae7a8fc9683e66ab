namespace Review.Pictures;

/// <summary>Something in a drawing, or several things that are alike.</summary>
/// <param name="Names">What they are called.</param>
/// <param name="Noun">What many of them are, such as <c>workers</c>.</param>
/// <param name="What">What happens to them and how large they are; empty: there is nothing to say.</param>
/// <param name="Presence">Whether they come, go or change.</param>
internal sealed record Box(IReadOnlyList<string> Names, string Noun, string What, Presence Presence)
{
    private const int MostNames = 3;

    private bool IsGroup => Names.Count > MostNames;

    /// <summary>The names, or how many there are.</summary>
    public string Title => IsGroup ? $"{Names.Count} {Noun}" : string.Join(", ", Names);

    /// <summary>The line below; empty: there is none.</summary>
    public string Line => IsGroup ? $"{Names[0]}, {Names[1]} … {Names[^1]}{(What.Length > 0 ? $"; {What}" : "")}" : What;

    /// <summary>Two things to say, of which either may be empty.</summary>
    public static string Together(string first, string second) =>
        first.Length == 0 ? second
        : second.Length == 0 ? first
        : $"{first}, {second}";
}
