using System.Globalization;
using Infra.Compose.Format;

namespace Infra.Compose.Reading;

/// <summary>Reads a service's <c>restart</c>, which docker heeds where deploy.restart_policy says nothing.</summary>
internal static class RestartReader
{
    public static RestartPolicy Read(ElementReader reader, YamlElement? node)
    {
        var text = reader.Plain(node);
        var parts = text?.Split(':', 2) ?? [];
        switch (parts)
        {
            case [] or [""] or ["always"] or ["unless-stopped"]:
                return RestartPolicy.Default;
            case ["no"]:
                reader.Warn(
                    node!,
                    "\"no\" has no effect, as with docker: tasks are started again; write deploy.restart_policy.condition: none"
                );
                return RestartPolicy.Default;
            case ["on-failure"]:
                return RestartPolicy.Default with { Condition = "on-failure" };
            case ["on-failure", var times] when int.TryParse(times, NumberStyles.None, CultureInfo.InvariantCulture, out var attempts):
                return RestartPolicy.Default with { Condition = "on-failure", MaxAttempts = attempts };
            default:
                reader.Report(
                    node!,
                    ElementReader.Shown(node!),
                    "\"always\" or \"unless-stopped\" or \"on-failure\" or \"on-failure:TIMES\" or \"no\"",
                    "Use deploy.restart_policy instead."
                );
                return RestartPolicy.Default;
        }
    }
}
