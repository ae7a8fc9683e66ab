using System.Globalization;
using System.Net;
using System.Text;

namespace Review.Reports;

/// <summary>Texts of others inside HTML: nothing in them is read as HTML, and nothing that a reader does not see changes what is seen.</summary>
internal static class Html
{
    /// <summary>Within an element or a quoted attribute.</summary>
    public static string Text(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.EnumerateRunes())
        {
            var isHidden =
                letter.Value is not ('\n' or '\t')
                && Rune.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate;
            plain.Append(isHidden ? "�" : letter.ToString());
        }

        return WebUtility.HtmlEncode(plain.ToString());
    }
}
