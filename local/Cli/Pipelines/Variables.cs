using System.Text.Json;

namespace Local.Cli.Pipelines;

/// <summary>The environment of a pipeline's job.</summary>
/// <param name="variable">Answers the value of an environment variable.</param>
internal sealed class Variables(Func<string, string?> variable)
{
    /// <summary>Its value, without blanks around it; null where it is not set.</summary>
    public string? Of(string name) => variable(name)?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>Its value, which must be there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="where">Where it comes from, as a sentence.</param>
    public string Required(string name, string where) =>
        Of(name) ?? throw new RefusedCommandException($"the environment variable {name} is not set. {where}");

    /// <summary>The event that started a run of GitHub Actions, as <c>GITHUB_EVENT_PATH</c> has it; undefined where there is none.</summary>
    public JsonElement Event()
    {
        if (Of("GITHUB_EVENT_PATH") is not { } file || !File.Exists(file))
        {
            return default;
        }

        using var read = JsonDocument.Parse(File.ReadAllBytes(file));
        return read.RootElement.Clone();
    }
}
