using System.Net;

namespace Review.Reports;

/// <summary>Texts of others inside HTML: nothing in them is read as HTML.</summary>
internal static class Html
{
    /// <summary>Within an element or a quoted attribute.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(Visible.Text(text));
}
