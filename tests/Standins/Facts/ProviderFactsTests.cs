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
        // Whoever runs this may have set them for themselves.
        using var variables = new EnvironmentVariables(
            schema.EnvironmentVariables.Select(name => KeyValuePair.Create(name, (string?)null))
        );
        var genuine = new SchemaFacts(schema).All();
        var assembly = Assembly.Load($"Pulumi.{PackageSchema.Pascal(package)}");
        var classes = await AssemblyFacts.Of(assembly);

        Drift.AssertNone(
            classes.SelectMany(found => genuine.TryGetValue(found.Name, out var facts) ? facts.DriftOf(found) : Unknown(assembly, found))
        );
    }

    // The schemas hold what a stand-in may need; a genuine package has more.
    private static IEnumerable<string> Unknown(Assembly assembly, ClassFacts found) =>
        assembly.GetType("Pulumi.Package") is null
            ? []
            : [$"{found.Name}: the genuine package has no such class ({string.Join(", ", found.Facts.Values)})."];
}
