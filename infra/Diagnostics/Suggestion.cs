namespace Infra.Diagnostics;

/// <summary>Finds the word that a misspelt one was probably meant to be.</summary>
internal static class Suggestion
{
    /// <summary>"Did you mean …?" for the nearest word, else what to do without one.</summary>
    public static string For(string word, IEnumerable<string> words, string otherwise)
    {
        var nearest = words.Select(known => (known, distance: Distance(word, known))).OrderBy(pair => pair.distance).FirstOrDefault();
        return nearest.known is not null && nearest.distance <= Math.Max(2, word.Length / 3)
            ? $"Did you mean \"{nearest.known}\"?"
            : otherwise;
    }

    // Levenshtein's distance, upper and lower case being equal.
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var substitution = diagonal + (char.ToUpperInvariant(from[i - 1]) == char.ToUpperInvariant(to[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
