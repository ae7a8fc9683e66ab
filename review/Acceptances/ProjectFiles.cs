using System.Text.Json;
using Review.Plans;
using Review.Rules;

namespace Review.Acceptances;

/// <summary>The files of the project that a plan was made from: where findings are written in them, and which of them are accepted.</summary>
public sealed class ProjectFiles
{
    private const string AcceptKey = "x-accept";
    private const string Setting = "swarm:review";
    private static readonly string[] _sections = ["services", "x-containers", "networks", "volumes", "configs", "secrets"];

    private readonly YamlFile? _configuration;
    private readonly IReadOnlyList<YamlFile> _stackFiles;

    private ProjectFiles(YamlFile? configuration, IReadOnlyList<YamlFile> stackFiles, IReadOnlyList<string> missing, Plan? plan)
    {
        _configuration = configuration;
        _stackFiles = stackFiles;
        Missing = missing;
        Acceptances = [.. stackFiles.SelectMany(Beside), .. plan is null ? [] : InConfiguration(plan)];
    }

    /// <summary>No file.</summary>
    public static ProjectFiles None { get; } = new(null, [], [], null);

    /// <summary>The file of the stack's configuration; null where it is not there.</summary>
    internal string? ConfigurationFile => _configuration?.Name;

    /// <summary>The stack files that the plan names, and that are not there.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>What is accepted in them, and in the configuration that the plan holds.</summary>
    public IReadOnlyList<Acceptance> Acceptances { get; }

    /// <summary>Reads the files that a plan was made from.</summary>
    /// <param name="plan">The plan, whose configuration names the stack files.</param>
    /// <param name="read">The text of a file of the project, by its path relative to the project; null where it is not there.</param>
    public static ProjectFiles Of(Plan plan, Func<string, string?> read)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(read);
        var stack = (plan.Stack ?? plan.Changes.FirstOrDefault()) is { } any ? Urn.StackIn(any.Urn) : "";
        var name = $"Pulumi.{stack}.yaml";
        var files = Texts(plan.Configuration.GetValueOrDefault("swarm:stackFiles", ""))
            .Select(file => new { Name = file, Text = read(file) })
            .ToList();
        return new ProjectFiles(
            stack.Length > 0 && read(name) is { } configuration ? new YamlFile(name, configuration) : null,
            [.. files.Where(file => file.Text is not null).Select(file => new YamlFile(file.Name, file.Text!))],
            [.. files.Where(file => file.Text is null).Select(file => file.Name)],
            plan
        );
    }

    /// <summary>Where the thing that a finding is about is written; null where that is not known.</summary>
    public Place? PlaceOf(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (finding.Scope.StartsWith("swarm:", StringComparison.Ordinal))
        {
            return _configuration?.Find($"config.{Path(finding)}") is { Depth: > 7 } setting ? setting.Place : null;
        }

        // A later file adds to the earlier ones: what says most of it is meant, and of these the last.
        return _stackFiles
            .Select(file => file.Find(Path(finding)))
            .Where(found => found?.Depth >= finding.Scope.Length)
            .OrderBy(found => found!.Value.Depth)
            .LastOrDefault()
            ?.Place;
    }

    private static string Path(Finding finding) => finding.At.Length > 0 ? $"{finding.Scope}.{finding.At}" : finding.Scope;

    private static IEnumerable<Acceptance> Beside(YamlFile file) =>
        from section in _sections
        from name in file.Names(section)
        from item in file.List(section, name, AcceptKey)
        select new Acceptance
        {
            Rule = YamlFile.Text(item, "rule"),
            Scope = $"{section}.{name}",
            Reason = YamlFile.Text(item, "reason"),
            Until = YamlFile.Text(item, "until"),
            By = YamlFile.Text(item, "by"),
            IsBesideTheThing = true,
            Place = file.PlaceOf(item),
        };

    // What counts is the configuration that the plan was made with; its file tells the lines.
    private IEnumerable<Acceptance> InConfiguration(Plan plan)
    {
        var lines = _configuration?.List("config", Setting, "accept").ToList() ?? [];
        var items = Json(plan.Configuration.GetValueOrDefault(Setting, ""))["accept"].Items.ToList();
        return items.Select(
            (item, index) =>
                new Acceptance
                {
                    Rule = item["rule"].Text ?? "",
                    Scope = item["scope"].Text ?? "",
                    Reason = item["reason"].Text ?? "",
                    Until = item["until"].Text ?? "",
                    By = item["by"].Text ?? "",
                    Place = lines.Count == items.Count ? _configuration!.PlaceOf(lines[index]) : new Place(Setting, 0),
                }
        );
    }

    private static Value Json(string text)
    {
        try
        {
            return text.Length > 0 ? Value.Of(JsonSerializer.Deserialize<JsonElement>(text)) : Value.Absent;
        }
        catch (JsonException)
        {
            return Value.Absent;
        }
    }

    private static IEnumerable<string> Texts(string setting) =>
        setting.StartsWith('[')
            ? Json(setting).Items.Select(item => item.Text).OfType<string>()
            : setting.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
