using System.Text;
using Text = Infra.Workloads.Format.Text;

namespace Infra.Workloads.Reading;

/// <summary>Reads <c>command</c> and <c>entrypoint</c>: a list of words, or one text that is split as a shell splits words.</summary>
internal static class CommandReader
{
    public static IReadOnlyList<Text> Read(NodeReader reader, Node? node)
    {
        if (node is not Scalar { IsNull: false })
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

        reader.Report(node, NodeReader.Shown(node), "words with closed quotes", "Close the quote, or write a list.");
        return [];
    }

    // Quotes and backslashes as in a POSIX shell; nothing is expanded. Null when a quote stays open.
    public static List<string>? Split(string text)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (quote == '\0' && char.IsWhiteSpace(character))
            {
                if (word is not null)
                {
                    words.Add(word.ToString());
                    word = null;
                }

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
            else if (character == '\\' && quote != '\'' && i + 1 < text.Length)
            {
                word.Append(text[++i]);
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
