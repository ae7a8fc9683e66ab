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
    public void A_schema_is_the_packages(string package)
    {
        var original = JsonNode.Parse(File.ReadAllText(FactsFolder.Original($"{package}-schema.json")))!.AsObject();
        var assembly = Assembly.Load($"Pulumi.{PackageSchema.Pascal(package)}");
        Skip.If(assembly.GetType("Pulumi.Package") is null, "The genuine package is here instead of the stand-in.");

        AssertCopy($"{package}-schema.json", new NamedParts(assembly).Of(original));
    }

    [SkippableFact]
    public void The_listing_of_the_core_package_is_the_packages()
    {
        var original = FactsFolder.Original("pulumi-public-api-3.112.1.txt");
        var core = typeof(Deployment).Assembly;
        Skip.If(Assembly.Load("Pulumi.Docker").GetType("Pulumi.Package") is null, "The genuine package is here instead of the stand-in.");

        AssertCopy("pulumi-public-api-3.112.1.txt", NamedParts.Of(File.ReadLines(original), core));
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
