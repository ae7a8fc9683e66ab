using System.Reflection;
using System.Text.Json.Nodes;
using Pulumi;

namespace Tests.Standins.Facts;

/// <summary>
/// What this repository holds of the genuine packages' descriptions is what they say, neither more nor less than the stand-ins name. With SWARM_FACTS_WRITE=1 the copies
/// are written again.
/// </summary>
[Trait("Category", "Originals")]
public class CopiesTests
{
    public static TheoryData<string> Packages => ProviderFactsTests.Packages;

    [SkippableTheory]
    [MemberData(nameof(Packages))]
    public async Task A_schema_is_the_packages(string package)
    {
        var original = File.ReadAllText(FactsFolder.Original($"{package}-schema.json"));
        if (StandIn.IsHere)
        {
            var assembly = Assembly.Load($"Pulumi.{PackageSchema.Pascal(package)}");
            AssertCopy($"{package}-schema.json", new NamedParts(assembly).Of(JsonNode.Parse(original)!.AsObject()));
            return;
        }

        // The genuine package is here instead: the description is held against it.
        var schema = new PackageSchema(original);
        var genuine = new SchemaFacts(schema).All();
        var classes = await ProviderFactsTests.ClassesAsync(package, schema);
        // The schemas hold what a stand-in may need; the package has more classes.
        Drift.AssertNone(classes.Where(found => genuine.ContainsKey(found.Name)).SelectMany(found => genuine[found.Name].DriftOf(found)));
    }

    [SkippableFact]
    public void The_listing_of_the_core_package_is_the_packages()
    {
        var original = FactsFolder.Original("pulumi-public-api-3.112.1.txt");
        var core = typeof(Deployment).Assembly;
        if (StandIn.IsHere)
        {
            AssertCopy("pulumi-public-api-3.112.1.txt", NamedParts.Of(File.ReadLines(original), core));
            return;
        }

        Drift.AssertNone(PublicApi.VisibleTypes(core).SelectMany(new ApiListing(File.ReadLines(original)).DriftOf));
    }

    private static void AssertCopy(string name, string expected)
    {
        if (Environment.GetEnvironmentVariable("SWARM_FACTS_WRITE") == "1")
        {
            File.WriteAllText(FactsFolder.Copy(name), expected);
        }

        Assert.Equal(expected, File.ReadAllText(FactsFolder.Copy(name)));
    }
}
