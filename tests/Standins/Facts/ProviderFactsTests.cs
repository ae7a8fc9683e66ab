using System.Reflection;
using Tests.Infra;

namespace Tests.Standins.Facts;

public class ProviderFactsTests
{
    public static TheoryData<string> Packages => ["aws", "command", "docker", "tls"];

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task Every_class_argument_flag_output_and_token_of_the_package_is_the_genuine_one(string package)
    {
        var schema = new PackageSchema(File.ReadAllText(FactsFolder.Copy($"{package}-schema.json")));
        var genuine = new SchemaFacts(schema).All();
        var classes = await ClassesAsync(package, schema);

        Drift.AssertNone(
            StandIn.IsHere
                ? classes.SelectMany(found => genuine.TryGetValue(found.Name, out var facts) ? facts.DriftOf(found) : Unknown(found))
                : classes.SelectMany(found => genuine.TryGetValue(found.Name, out var facts) ? facts.DriftOfWhole(found) : [])
        );
    }

    /// <summary>What a package's classes are like, whatever whoever runs this has set for themselves.</summary>
    internal static async Task<IReadOnlyList<ClassFacts>> ClassesAsync(string package, PackageSchema schema)
    {
        using var variables = new EnvironmentVariables(
            schema.EnvironmentVariables.Select(name => KeyValuePair.Create(name, (string?)null))
        );
        return await AssemblyFacts.Of(Assembly.Load($"Pulumi.{PackageSchema.Pascal(package)}"));
    }

    private static string[] Unknown(ClassFacts found) =>
        [$"{found.Name}: the genuine package has no such class ({string.Join(", ", found.Facts.Values)})."];
}
