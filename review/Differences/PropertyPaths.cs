using System.Globalization;
using Review.Plans;

namespace Review.Differences;

/// <summary>Paths of properties, such as <c>ports[0].targetPort</c> or <c>labels["a.b"]</c>.</summary>
internal static class PropertyPaths
{
    /// <summary>Whether a path is another, or leads into it.</summary>
    public static bool IsWithin(string path, string whole) =>
        path.StartsWith(whole, StringComparison.Ordinal) && (path.Length == whole.Length || path[whole.Length] is '.' or '[');

    /// <summary>A path one step further.</summary>
    public static string Join(string path, string name) =>
        name.AsSpan().IndexOfAny(".[]\"/ ") >= 0 ? $"{path}[\"{name}\"]"
        : path.Length == 0 ? name
        : $"{path}.{name}";

    /// <summary>The last name of a path, such as <c>a.b</c> of <c>labels["a.b"]</c>.</summary>
    public static string LastOf(string path) => Parts(path).LastOrDefault("");

    /// <summary>The value at the end of a path; absent where the path leads nowhere.</summary>
    public static Value At(this Value value, string path)
    {
        foreach (var part in Parts(path))
        {
            value =
                int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && value.Kind == ValueKind.List
                    ? value.Items.ElementAtOrDefault(index) ?? Value.Absent
                    : value[part];
        }

        return value;
    }

    private static IEnumerable<string> Parts(string path)
    {
        var at = 0;
        while (at < path.Length)
        {
            int end;
            switch (path[at])
            {
                case '.':
                    at++;
                    break;
                case '['
                    when at + 1 < path.Length && path[at + 1] == '"' && (end = path.IndexOf("\"]", at + 2, StringComparison.Ordinal)) > 0:
                    yield return path[(at + 2)..end];
                    at = end + 2;
                    break;
                case '[' when (end = path.IndexOf(']', at)) > 0:
                    yield return path[(at + 1)..end];
                    at = end + 1;
                    break;
                default:
                    end = path.IndexOfAny(['.', '['], at + 1);
                    end = end < 0 ? path.Length : end;
                    yield return path[at..end];
                    at = end;
                    break;
            }
        }
    }
}
