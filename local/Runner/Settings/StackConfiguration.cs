using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Local.Runner.Secrets;

namespace Local.Runner.Settings;

/// <summary>What a run gets from the project's and the stack's file.</summary>
internal sealed record StackConfiguration
{
    /// <summary>What a run that runs no program gets.</summary>
    public static StackConfiguration None { get; } =
        new()
        {
            Project = "",
            ProgramDirectory = "",
            Values = ImmutableSortedDictionary<string, ConfigValue>.Empty,
            Taken = [],
            Salt = null,
        };

    public required string Project { get; init; }
    public required string ProgramDirectory { get; init; }

    /// <summary>All values by full key, such as <c>swarm:managers</c>.</summary>
    public required ImmutableSortedDictionary<string, ConfigValue> Values { get; init; }

    /// <summary>What was taken from <see cref="RunOptions.ConfigurationOfThisComputer"/>, each as a sentence.</summary>
    public required IReadOnlyList<string> Taken { get; init; }

    /// <summary>The salt of the stack file; null when it has none.</summary>
    public required string? Salt { get; init; }

    /// <exception cref="ConfigurationException">Lists every problem of both files.</exception>
    /// <exception cref="PassphraseException">The stack file holds secrets that cannot be decrypted.</exception>
    public static StackConfiguration Load(RunOptions options)
    {
        List<string> problems = [];
        var project = ProjectFile.Read(options.ProjectDirectory, problems);
        var file = Path.Combine(options.ProjectDirectory, $"Pulumi.{options.Stack}.yaml");
        var values = new SortedDictionary<string, ConfigValue>(StringComparer.Ordinal);
        foreach (var setting in project.Config.Where(setting => setting.Default is not null))
        {
            values[setting.Key] = YamlValues.Read(setting.Default!, text => text) with { IsSecret = setting.IsSecret };
        }

        var salt = ReadStack(file, options, values, problems);
        foreach (var (key, text) in options.ConfigOverrides)
        {
            values[key] = new ConfigValue(text, values.TryGetValue(key, out var before) && before.IsSecret);
        }

        List<string> taken = [];
        foreach (
            var (key, text) in options
                .ConfigurationOfThisComputer(values.ToDictionary(value => value.Key, value => value.Value.Text))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        )
        {
            var before = values.GetValueOrDefault(key);
            if (before?.Text != text)
            {
                values[key] = new ConfigValue(text, before?.IsSecret ?? false);
                taken.Add(
                    $"{key} is {(before is null ? "not set" : before.IsSecret ? "[secret]" : before.Text)}; {(before is { IsSecret: true } ? "[secret]" : text)} is used instead."
                );
            }
        }

        foreach (var setting in project.Config)
        {
            Check(setting, values, Path.GetFileName(file), problems);
        }

        return problems.Count == 0
            ? new StackConfiguration
            {
                Project = project.Name,
                ProgramDirectory = project.ProgramDirectory,
                Values = values.ToImmutableSortedDictionary(StringComparer.Ordinal),
                Taken = taken,
                Salt = salt,
            }
            : throw new ConfigurationException(
                $"The configuration of the stack \"{options.Stack}\" cannot be used:\n"
                    + string.Join('\n', problems.Select(problem => "  - " + problem))
            );
    }

    private static string? ReadStack(string path, RunOptions options, SortedDictionary<string, ConfigValue> values, List<string> problems)
    {
        if (!File.Exists(path))
        {
            problems.Add(
                $"{path} does not exist. It may be empty, but it says that the stack \"{options.Stack}\" exists; correct the stack's name or create the file."
            );
            return null;
        }

        if (YamlFile.Read(path, problems) is not { } file)
        {
            return null;
        }

        file.AllowOnly("config", "encryptionsalt", "secretsprovider");
        if (file.Text("secretsprovider") is { } provider and not "passphrase")
        {
            file.Problem(
                file.Node("secretsprovider")!,
                $"the secrets provider \"{provider}\" is not known to the local runner; it knows \"passphrase\""
            );
        }

        var salt = file.Text("encryptionsalt");
        PassphraseCrypter? crypter = null;
        foreach (var (key, node) in file.Entries("config"))
        {
            if (key.Split(':') is not [{ Length: > 0 }, { Length: > 0 }])
            {
                file.Problem(node, $"\"{key}\" is not a configuration key; keys read <namespace>:<name>");
            }
            else if (YamlValues.HoldsSecrets(node) && salt is null)
            {
                file.Problem(node, $"\"{key}\" is encrypted, but the file has no \"encryptionsalt\"");
            }
            else
            {
                values[key] = YamlValues.Read(node, encrypted =>
                    Decrypt(crypter ??= StackSecrets.Open(salt!, Path.GetFileName(path), options), key, encrypted, problems)
                );
            }
        }

        return salt;
    }

    private static string Decrypt(PassphraseCrypter crypter, string key, string encrypted, List<string> problems)
    {
        try
        {
            return crypter.Decrypt(encrypted);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            problems.Add(
                $"The secret value of \"{key}\" cannot be decrypted: {e.Message}. Set it again with `pulumi config set --secret {key}`."
            );
            return "";
        }
    }

    private static void Check(ProjectFile.Setting setting, SortedDictionary<string, ConfigValue> values, string file, List<string> problems)
    {
        if (!values.TryGetValue(setting.Key, out var value))
        {
            if (setting.IsRequired)
            {
                problems.Add(
                    $"\"{setting.Key}\" is not set, and {ProjectFile.FileName} declares it without a default. Set it under \"config\" in {file}."
                );
            }
        }
        else if (setting.Type is { } type && !Fits(type, value.Text))
        {
            problems.Add(
                $"\"{setting.Key}\" is {(value.IsSecret ? "[secret]" : $"\"{value.Text}\"")}; {ProjectFile.FileName} declares it as {type}."
            );
        }
    }

    private static bool Fits(string type, string text) =>
        type switch
        {
            "boolean" => text is "true" or "false",
            "integer" => Json(text) is JsonValueKind.Number && !text.Contains('.', StringComparison.Ordinal),
            "number" => Json(text) is JsonValueKind.Number,
            "array" => Json(text) is JsonValueKind.Array,
            "object" => Json(text) is JsonValueKind.Object,
            _ => true,
        };

    private static JsonValueKind? Json(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
