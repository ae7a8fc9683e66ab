using Infra.Compose.Format;

namespace Infra.Compose.Reading;

/// <summary>Reads <c>healthcheck</c>.</summary>
internal static class HealthcheckReader
{
    public static Healthcheck? Read(ElementReader reader, YamlElement? node)
    {
        if (node is null)
        {
            return null;
        }

        var map = reader.Fields(node, ComposeKeys.Healthcheck);
        if (reader.Flag(map["disable"]))
        {
            if (map["test"] is YamlSequence { Items.Count: > 0 } or YamlScalar { IsNull: false })
            {
                reader.Report(node, "disable and test", "one of them", "Remove the test, or disable.");
            }

            return new Healthcheck(["NONE"], TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, 0);
        }

        return new Healthcheck(
            Test(reader, map["test"]),
            reader.Duration(map["interval"], TimeSpan.Zero),
            reader.Duration(map["timeout"], TimeSpan.Zero),
            reader.Duration(map["start_period"], TimeSpan.Zero),
            reader.Integer(map["retries"], 0, 1000, 0)
        );
    }

    private static IReadOnlyList<Text> Test(ElementReader reader, YamlElement? node)
    {
        // An empty list is none: the image's own check.
        if (node is null or YamlSequence { Items.Count: 0 })
        {
            return [];
        }

        // One text is a command for the container's shell.
        IReadOnlyList<Text> words = node is YamlScalar { IsNull: false }
            ? (reader.Text(node) is { } text ? ["CMD-SHELL", text] : ["NONE"])
            : reader.Texts(node);
        if (words.Count == 0 || words[0].Value is not ("CMD" or "CMD-SHELL" or "NONE"))
        {
            reader.Report(
                node,
                ElementReader.Shown(node),
                "a command, or a list that begins with CMD, CMD-SHELL or NONE",
                "For example [CMD, curl, -f, http://localhost]."
            );
        }

        return words;
    }
}
