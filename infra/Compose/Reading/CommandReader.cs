using System.Text;
using Text = Infra.Compose.Format.Text;

namespace Infra.Compose.Reading;

/// <summary>Reads <c>command</c> and <c>entrypoint</c>: a list of words, or one text that is split as a shell splits words.</summary>
internal static class CommandReader
{
    public static IReadOnlyList<Text> Read(ElementReader reader, YamlElement? node)
    {
        if (node is not YamlScalar { IsNull: false })
        {
            return reader.Texts(node);
        }

        if (reader.Text(node) is not { } text)
        {
            return [];
        }

        if (Split(text.Value) is { } words)
        {
            return [.. words.Select(word => new Text(word, text.IsSecret))];
        }

        reader.Report(
            node,
            ElementReader.Shown(node),
            "words with closed quotes, and something after a backslash",
            "Close the quote, or write a list."
        );
        return [];
    }

    // As docker splits it (github.com/google/shlex): quotes and backslashes as in a POSIX shell, a comment from a # that begins a word to the end of the
    // line; nothing is expanded. Null when a quote stays open, or nothing follows a backslash.
    public static List<string>? Split(string text)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (quote == '\0' && character is ' ' or '\t' or '\r' or '\n')
            {
                if (word is not null)
                {
                    words.Add(word.ToString());
                    word = null;
                }

                continue;
            }

            if (character == '#' && word is null)
            {
                i = text.IndexOf('\n', i) is >= 0 and var end ? end : text.Length;
                continue;
            }

            word ??= new StringBuilder();
            if (character == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && character is '\'' or '"')
            {
                quote = character;
            }
            else if (character == '\\' && quote != '\'')
            {
                if (++i == text.Length)
                {
                    return null;
                }

                word.Append(text[i]);
            }
            else
            {
                word.Append(character);
            }
        }

        if (word is not null)
        {
            words.Add(word.ToString());
        }

        return quote == '\0' ? words : null;
    }
}
