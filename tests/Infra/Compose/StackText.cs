using Infra.Compose.Format;
using Infra.Compose.Reading;
using Infra.Diagnostics;

namespace Tests.Infra.Compose;

/// <summary>Reads stack files out of texts, with the variables of a test.</summary>
internal sealed class StackText
{
    public Dictionary<string, Text> Variables { get; } = [];

    public Dictionary<string, string> Environment { get; } = [];

    public string Directory { get; init; } = Path.GetTempPath();

    public List<Problem> Problems { get; } = [];

    public List<Warning> Warnings { get; } = [];

    /// <summary>The files a.yaml, b.yaml, … merged.</summary>
    public StackFile Read(params string[] texts) =>
        StackFileReader.Read(
            texts.Select((text, index) => ($"{(char)('a' + index)}.yaml", text)),
            Directory,
            "dev",
            new Variables(Variables, name => Environment.GetValueOrDefault(name)),
            Problems,
            Warnings
        );

    /// <summary>The files merged; nothing may be wrong with them.</summary>
    public StackFile ReadWell(params string[] texts)
    {
        var file = Read(texts);
        Assert.Empty(Problems);
        return file;
    }

    /// <summary>The service "web" of files that hold only its keys, each a text of YAML lines.</summary>
    public Service Web(params string[] keys) =>
        ReadWell([.. keys.Select(lines => "services:\n  web:\n" + string.Concat(lines.Split('\n').Select(line => $"    {line}\n")))])
            .Services.Single();
}
