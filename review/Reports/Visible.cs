using System.Globalization;
using System.Text;

namespace Review.Reports;

/// <summary>Texts of others in a report: nothing that a reader does not see changes what is seen, such as a control character or a mark that turns the direction of writing.</summary>
internal static class Visible
{
    private const string Shown = "\uFFFD";

    /// <summary>The text, with a sign in place of each of them. Ends of lines and tabs stay.</summary>
    public static string Text(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            var isHidden =
                letter.Value is not ('\n' or '\t')
                && Rune.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate;
            plain.Append(isHidden ? Shown : letter.ToString());
        }

        return plain.ToString();
    }
}
