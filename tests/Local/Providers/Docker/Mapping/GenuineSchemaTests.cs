using System.Text.Json;
using Tests.Infra;
using Tests.Standins.Facts;

namespace Tests.Local.Providers.Docker.Mapping;

/// <summary>The local provider's tables against the genuine provider's schema, and the copy of it here against its description.</summary>
public sealed class GenuineSchemaTests
{
    private static readonly string _copy = Path.Combine(SwarmProgram.Project, "tests/Local/Providers/Docker/Mapping/genuine-schema.json");

    [Fact]
    public void Every_argument_is_required_computed_replacing_defaulted_and_limited_as_the_genuine_one_is() =>
        AssertSame(Copy(), KnownArguments.Local());

    [SkippableFact]
    [Trait("Category", "Originals")]
    public void The_copy_says_what_the_description_of_the_genuine_provider_says() =>
        AssertSame(
            KnownArguments.Genuine(File.ReadAllText(FactsFolder.Original("docker-behaviour.json")), KnownArguments.Local().Keys),
            Copy()
        );

    private static SortedDictionary<string, string> Copy() =>
        JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllText(_copy))!;

    private static void AssertSame(SortedDictionary<string, string> genuine, SortedDictionary<string, string> ours) =>
        Drift.AssertNone(
            genuine
                .Keys.Union(ours.Keys)
                .Where(path => genuine.GetValueOrDefault(path) != ours.GetValueOrDefault(path))
                .Select(path =>
                    $"{path} is \"{ours.GetValueOrDefault(path, "missing")}\"; the genuine one is \"{genuine.GetValueOrDefault(path, "missing")}\"."
                )
        );
}
