using Infra.Workloads.Format;
using YamlDotNet.RepresentationModel;

namespace Infra.Workloads.Reading;

/// <summary>Reads <c>healthcheck</c>.</summary>
internal static class HealthcheckReader
{
    public static Healthcheck? Read(YamlSource source, YamlNode? node, string path)
    {
        if (node is null)
        {
            return null;
        }

        var map = source.Mapping(node, path, "test", "interval", "timeout", "start_period", "retries", "disable");
        var half = TimeSpan.FromSeconds(30);
        return new Healthcheck(
            source.Flag(map.GetValueOrDefault("disable"), $"{path}.disable") ? ["NONE"] : Test(source, node, map.GetValueOrDefault("test"), $"{path}.test"),
            source.Duration(map.GetValueOrDefault("interval"), $"{path}.interval", half),
            source.Duration(map.GetValueOrDefault("timeout"), $"{path}.timeout", half),
            source.Duration(map.GetValueOrDefault("start_period"), $"{path}.start_period", TimeSpan.Zero),
            source.Integer(map.GetValueOrDefault("retries"), $"{path}.retries", 1, 1000, 3));
    }

    private static IReadOnlyList<string> Test(YamlSource source, YamlNode owner, YamlNode? node, string path)
    {
        // One text is a command for the container's shell.
        IReadOnlyList<string> words = node is YamlScalarNode && source.Text(node, path) is { } text ? ["CMD-SHELL", text] : source.Texts(node, path);
        if (words.Count == 0 || words[0] is not ("CMD" or "CMD-SHELL" or "NONE"))
        {
            source.Report(node ?? owner, path, node is null ? "nothing" : YamlSource.Shown(node), "a command, or a list that begins with CMD, CMD-SHELL or NONE", "For example [CMD, curl, -f, http://localhost].");
        }

        return words;
    }
}
