namespace Infra.Compose.Reading;

/// <summary>Reads <c>external</c> and <c>name</c>, which networks, volumes, configs and secrets have alike.</summary>
internal static class ExternalReader
{
    /// <summary>Whether it is made by somebody else, and its name on the engine, when the file says it.</summary>
    /// <param name="reader">Receives what is wrong.</param>
    /// <param name="map">The network, volume, config or secret.</param>
    /// <param name="name">Its name in the file.</param>
    /// <param name="strict">Whether docker refuses anything else beside external; else it has no effect.</param>
    /// <param name="templates">Whether the name may be a template, such as data-{{.Task.Slot}}, which the engine fills in for each task.</param>
    public static (bool External, string? EngineName) Read(
        ElementReader reader,
        YamlMapping map,
        string name,
        bool strict = false,
        bool templates = false
    )
    {
        // An empty name is none, as docker has it.
        var engineName = reader.Plain(map["name"]) is { Length: > 0 } said ? said : null;
        if (engineName is not null && !Names.IsValid(engineName) && !(templates && engineName.Contains("{{", StringComparison.Ordinal)))
        {
            reader.Report(map["name"]!, $"\"{engineName}\"", Names.Allowed, "Choose another name.");
        }

        // external: {name: …} is how it was written before `name` was there.
        var old = map["external"] as YamlMapping;
        var external = old is not null || reader.Flag(map["external"]);
        if (!external)
        {
            return (false, engineName);
        }

        foreach (var entry in map.Entries.Where(entry => entry.Key is not ("external" or "name")))
        {
            if (strict)
            {
                reader.Report(
                    entry.Value,
                    $"\"{entry.Key}\" beside external",
                    "only name beside external, which is created elsewhere",
                    "Remove one of them."
                );
            }
            else
            {
                reader.Warn(entry.Value, "it has no effect beside external, which is created elsewhere");
            }
        }

        var oldName = reader.Plain(reader.Fields(old, ComposeKeys.External)["name"]) is { Length: > 0 } written ? written : null;
        if (oldName is not null && engineName is not null)
        {
            reader.Report(old!, $"the name \"{oldName}\" beside \"{engineName}\"", "one name", "Write external: true and name.");
        }

        return (true, oldName ?? engineName ?? name);
    }
}
