using Infra.Workloads.Format;

namespace Infra.Workloads.Reading;

/// <summary>Reads <c>healthcheck</c>.</summary>
internal static class HealthcheckReader
{
    public static Healthcheck? Read(NodeReader reader, Node? node)
    {
        if (node is null)
        {
            return null;
        }

        var map = reader.Fields(node, ComposeKeys.Healthcheck);
        if (reader.Flag(map["disable"]))
        {
            if (map["test"] is Sequence { Items.Count: > 0 } or Scalar { IsNull: false })
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
            reader.Integer(map["retries"], 0, 1000, 0));
    }

    private static IReadOnlyList<Text> Test(NodeReader reader, Node? node)
    {
        // An empty list is none: the image's own check.
        if (node is null or Sequence { Items.Count: 0 })
        {
            return [];
        }

        // One text is a command for the container's shell.
        IReadOnlyList<Text> words = node is Scalar { IsNull: false } ? (reader.Text(node) is { } text ? ["CMD-SHELL", text] : ["NONE"]) : reader.Texts(node);
        if (words.Count == 0 || words[0].Value is not ("CMD" or "CMD-SHELL" or "NONE"))
        {
            reader.Report(node, NodeReader.Shown(node), "a command, or a list that begins with CMD, CMD-SHELL or NONE", "For example [CMD, curl, -f, http://localhost].");
        }

        return words;
    }
}
