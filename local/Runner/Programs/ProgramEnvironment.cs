using System.Globalization;
using System.Text.Json;
using Local.Runner.Settings;

namespace Local.Runner.Programs;

/// <summary>The environment that Pulumi's language host for .NET gives a program.</summary>
internal static class ProgramEnvironment
{
    public static IReadOnlyDictionary<string, string> Of(
        RunOptions options,
        StackConfiguration configuration,
        string address,
        bool isPreview
    ) =>
        new Dictionary<string, string>
        {
            ["PULUMI_MONITOR"] = address,
            ["PULUMI_ENGINE"] = address,
            ["PULUMI_ORGANIZATION"] = "organization",
            ["PULUMI_PROJECT"] = configuration.Project,
            ["PULUMI_STACK"] = options.Stack,
            ["PULUMI_ROOT_DIRECTORY"] = options.ProjectDirectory,
            ["PULUMI_PWD"] = configuration.ProgramDirectory,
            ["PULUMI_DRY_RUN"] = isPreview ? "true" : "false",
            ["PULUMI_QUERY_MODE"] = "false",
            // The port for debuggers leaves a pipe in /tmp behind when the program is killed.
            ["DOTNET_EnableDiagnostics"] = "0",
            ["PULUMI_PARALLEL"] = options.Parallelism.ToString(CultureInfo.InvariantCulture),
            ["PULUMI_CONFIG"] = JsonSerializer.Serialize(configuration.Values.ToDictionary(value => value.Key, value => value.Value.Text)),
            ["PULUMI_CONFIG_SECRET_KEYS"] = JsonSerializer.Serialize(
                configuration.Values.Where(value => value.Value.IsSecret).Select(value => value.Key)
            ),
        };
}
