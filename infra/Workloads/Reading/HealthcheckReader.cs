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
        return new Healthcheck(
            reader.Flag(map["disable"]) ? ["NONE"] : Test(reader, map["test"]),
            reader.Duration(map["interval"], TimeSpan.Zero),
            reader.Duration(map["timeout"], TimeSpan.Zero),
            reader.Duration(map["start_period"], TimeSpan.Zero),
            reader.Integer(map["retries"], 0, 1000, 0));
    }

    private static IReadOnlyList<Text> Test(NodeReader reader, Node? node)
    {
        if (node is null)
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
