using System.Text.Json.Schema;
using Local.Cli.Look;
using Local.Cli.Reports;
using Tests.Infra;

namespace Tests.Local.Cli.Reports;

public sealed class StatusSchemaTests
{
    /// <summary>After a change on purpose: SWARM_SCHEMA_WRITE=1 writes it anew.</summary>
    [Fact]
    public void The_schema_that_is_documented_is_that_of_what_status_prints()
    {
        var file = Path.Combine(SwarmProgram.Project, "docs", "status.schema.json");
        var schema =
            JsonText
                .Form.GetJsonSchemaAsNode(typeof(StatusDocument), new() { TreatNullObliviousAsNonNullable = true })
                .ToJsonString(JsonText.Form)
                .ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("SWARM_SCHEMA_WRITE") == "1")
        {
            File.WriteAllText(file, schema);
        }

        Assert.Equal(File.ReadAllText(file), schema);
    }
}
