using System.Text.Json;

namespace Tests.EndToEnd;

/// <summary>What the command line says with <c>--json</c>.</summary>
internal static class Said
{
    /// <summary>The public addresses of the nodes.</summary>
    public static IReadOnlyList<string> AddressesOf(JsonElement report) =>
        [.. report.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("publicAddress").GetString()!)];

    /// <summary>The kinds of changes that a run made, with their numbers.</summary>
    public static IEnumerable<JsonProperty> ChangesOf(JsonElement run) =>
        run.GetProperty("changes").EnumerateObject().Where(change => change.Value.GetInt32() > 0);

    /// <summary>Each of the fourteen checks held.</summary>
    public static void AssertVerified(string json)
    {
        var checks = JsonSerializer.Deserialize<JsonElement>(json).EnumerateArray().ToList();
        Assert.Equal(15, checks.Count);
        Assert.All(checks, check => Assert.True(check.GetProperty("passed").GetBoolean(), check.ToString()));
    }
}
