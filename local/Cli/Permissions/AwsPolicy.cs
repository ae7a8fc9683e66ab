using System.Text.Json.Nodes;
using Local.Providers.Aws;

namespace Local.Cli.Permissions;

/// <summary>What an identity must be allowed in order to preview a stack, or to deploy it.</summary>
/// <param name="uses">What the stack uses of the provider.</param>
/// <param name="region">Its region.</param>
/// <param name="project">The project's name.</param>
/// <param name="settings">The settings that it has, by their names.</param>
internal sealed class AwsPolicy(IReadOnlyList<AwsUse> uses, string region, string project, IReadOnlyCollection<string> settings)
{
    /// <summary>Reads everything and changes nothing: for <c>preview</c>, and for a <c>refresh</c> that only compares.</summary>
    public JsonObject Preview() => Document([.. Looking()]);

    /// <summary>Creates, changes and deletes: for <c>up</c>, <c>refresh</c> and <c>destroy</c>.</summary>
    public JsonObject Deploy()
    {
        var services = Needed().SelectMany(calls => calls.Roles).Distinct().Order(StringComparer.Ordinal).ToArray();
        return Document([
            .. Looking(),
            Statement("Make", AllButIam(calls => calls.Make), "*", new() { ["aws:RequestedRegion"] = region }),
            Statement(
                "ChangeItsOwnMachines",
                AllButIam(calls => calls.Own),
                "*",
                new() { ["aws:RequestedRegion"] = region, ["aws:ResourceTag/Project"] = project }
            ),
            Statement("MakeItsOwnRoles", Iam(calls => calls.Make), Named()),
            Statement(
                "MakeTheRolesOfServices",
                services.Length > 0 ? ["iam:CreateServiceLinkedRole"] : [],
                Arn("role/aws-service-role/*"),
                new() { ["iam:AWSServiceName"] = new JsonArray([.. services.Select(service => JsonValue.Create(service))]) }
            ),
            Statement(
                "GiveARoleToMachines",
                uses.Any(use => use.Inputs.Contains("iamInstanceProfile")) ? ["iam:PassRole"] : [],
                Named("role") is { Count: > 0 } own ? own : new JsonArray(Arn("role/*")),
                new() { ["iam:PassedToService"] = AwsPartition.Of(region) == "aws-cn" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com" }
            ),
        ]);
    }

    private IEnumerable<JsonObject?> Looking() =>
        [Statement("Look", AllButIam(calls => calls.Look), "*"), Statement("LookAtItsOwnRoles", Iam(calls => calls.Look), Named())];

    private string[] AllButIam(Func<AwsCalls, string[]> part) => Of(part, ofIam: false);

    private string[] Iam(Func<AwsCalls, string[]> part) => Of(part, ofIam: true);

    private string[] Of(Func<AwsCalls, string[]> part, bool ofIam) =>
        [
            .. Needed()
                .SelectMany(part)
                .Where(call => call.StartsWith("iam:", StringComparison.Ordinal) == ofIam)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private IEnumerable<AwsCalls> Needed() =>
        uses.SelectMany(CallsOf)
            .Concat(uses.Any(use => use.Inputs.Contains("tags")) ? [AwsCalls.Tags] : [])
            .Concat(AwsCalls.OfSettings.Where(calls => settings.Contains(calls.Key)).Select(calls => calls.Value));

    // The provider ends the names that it gives in a random number.
    private JsonArray Named(string? kind = null) =>
        [
            .. uses.SelectMany(use => CallsOf(use).Where(calls => calls.Kind is not null).Select(calls => (calls.Kind, use.Name)))
                .Where(named => kind is null || named.Kind == kind)
                .Distinct()
                .OrderBy(named => named.Kind, StringComparer.Ordinal)
                .Select(named => Arn($"{named.Kind}/{named.Name}-*")),
        ];

    private JsonNode Arn(string name) => JsonValue.Create($"arn:{AwsPartition.Of(region)}:iam::*:{name}");

    private static IEnumerable<AwsCalls> CallsOf(AwsUse use) =>
        AwsCalls.All.Where(calls => calls.Token == use.Token && (calls.With is null || use.Inputs.Contains(calls.With)));

    private static JsonObject? Statement(string name, string[] actions, JsonNode resource, JsonObject? equal = null)
    {
        if (actions.Length == 0)
        {
            return null;
        }

        var statement = new JsonObject
        {
            ["Sid"] = name,
            ["Effect"] = "Allow",
            ["Action"] = new JsonArray([.. actions.Select(action => JsonValue.Create(action))]),
            ["Resource"] = resource,
        };
        if (equal is not null)
        {
            statement["Condition"] = new JsonObject { ["StringEquals"] = equal };
        }

        return statement;
    }

    private static JsonObject Document(IEnumerable<JsonObject?> statements) =>
        new() { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements.OfType<JsonNode>()]) };
}
