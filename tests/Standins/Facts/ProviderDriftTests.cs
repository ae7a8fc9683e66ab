using Pulumi.Sample;

namespace Tests.Standins.Facts;

public class ProviderDriftTests
{
    private const string Schema = """
        {
          "name": "sample",
          "version": "1.2.3",
          "provider": {},
          "resources": {
            "sample:index/thing:Thing": {
              "properties": {
                "size": { "type": "integer" },
                "parts": { "type": "array", "items": { "type": "integer" }, "replaceOnChanges": true },
                "password": { "type": "string", "secret": true }
              },
              "required": ["size"],
              "inputProperties": {
                "size": { "type": "integer", "default": 1 },
                "colour": { "type": "string" },
                "password": { "type": "string", "secret": true },
                "name": { "type": "string" }
              },
              "requiredInputs": ["colour", "name"]
            }
          },
          "functions": {
            "sample:index/getThing:getThing": {
              "inputs": { "properties": { "id": { "type": "string" } }, "required": ["id"] },
              "outputs": { "properties": { "id": { "type": "string" } }, "required": ["id"] }
            }
          },
          "types": {
            "sample:index/shape:Shape": { "type": "string", "enum": [{ "name": "Round", "value": "round" }] }
          }
        }
        """;

    [Fact]
    public async Task Whatever_drifts_from_the_schema_is_named()
    {
        var genuine = new SchemaFacts(new PackageSchema(Schema)).All();
        var classes = await AssemblyFacts.Of([
            typeof(global::Pulumi.Sample.Thing),
            typeof(global::Pulumi.Sample.ThingArgs),
            typeof(Shape),
            typeof(GetThing),
            typeof(GetThingInvokeArgs),
            typeof(GetThingResult),
        ]);

        Assert.Equal(
            [
                "Pulumi.Sample.Thing: output parts is \"Pulumi.Output<System.Collections.Immutable.ImmutableArray<string>> Parts\"; the genuine one is \"Pulumi.Output<System.Collections.Immutable.ImmutableArray<int>> Parts\".",
                "Pulumi.Sample.Thing: output size is \"Pulumi.Output<int?> Size\"; the genuine one is \"Pulumi.Output<int> Size\".",
                "Pulumi.Sample.Thing: replacing changes is \"\"; the genuine one is \"parts[*]\".",
                "Pulumi.Sample.Thing: secret outputs is \"\"; the genuine one is \"password\".",
                "Pulumi.Sample.Thing: token is \"sample:index/thing:Think\"; the genuine one is \"sample:index/thing:Thing\".",
                "Pulumi.Sample.Thing: version is \"1.2.4\"; the genuine one is \"1.2.3\".",
                "Pulumi.Sample.ThingArgs: argument colour is \"Pulumi.Input<string>? Color\"; the genuine one is \"Pulumi.Input<string> Colour, required\".",
                "Pulumi.Sample.ThingArgs: argument password is \"Pulumi.Input<string>? Password\"; the genuine one is \"Pulumi.Input<string>? Password, secret\".",
                "Pulumi.Sample.ThingArgs: argument size is \"Pulumi.Input<double>? Size, default 2\"; the genuine one is \"Pulumi.Input<int>? Size, default 1\".",
                "Pulumi.Sample.ThingArgs: the genuine class has no argument weight (Pulumi.Input<int>? Weight).",
                "Pulumi.Sample.ThingArgs: argument name is missing; the genuine one is \"Pulumi.Input<string> Name, required\".",
                "Pulumi.Sample.Shape: value Round is \"circle\"; the genuine one is \"round\".",
                "Pulumi.Sample.GetThing: token is \"sample:index/getThink:getThink\"; the genuine one is \"sample:index/getThing:getThing\".",
                "Pulumi.Sample.GetThingInvokeArgs: argument id is missing; the genuine one is \"Pulumi.Input<string> Id, required\".",
                "Pulumi.Sample.GetThingResult: result id is \"string? Id\"; the genuine one is \"string Id\".",
            ],
            classes.SelectMany(found => genuine[found.Name].DriftOf(found))
        );
    }

    [Fact]
    public void Of_a_whole_package_the_part_that_is_described_must_be_so()
    {
        var described = new ClassFacts(
            "Pulumi.Sample.Thing",
            new Dictionary<string, string>
            {
                ["output size"] = "int",
                ["output parts"] = "list",
                ["token"] = "thing",
            },
            new HashSet<string> { "token" }
        );
        var whole = described with
        {
            Facts = new Dictionary<string, string> { ["output size"] = "long", ["output more"] = "int" },
        };

        Assert.Equal(
            [
                "Pulumi.Sample.Thing: output size is \"long\"; the genuine one is \"int\".",
                "Pulumi.Sample.Thing: token is missing; the genuine one is \"thing\".",
                "Pulumi.Sample.Thing: output parts is missing; the genuine one is \"list\".",
            ],
            described.DriftOfWhole(whole)
        );
    }
}
