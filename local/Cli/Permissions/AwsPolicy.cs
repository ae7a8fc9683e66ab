using System.Text.Json.Nodes;
using Local.Providers.Aws;

namespace Local.Cli.Permissions;

/// <summary>What an identity must be allowed in order to preview a stack, or to deploy it.</summary>
/// <param name="uses">What the stack uses of the provider.</param>
/// <param name="region">Its region.</param>
/// <param name="project">The project's name.</param>
/// <param name="settings">Its settings and their values, by their names.</param>
internal sealed class AwsPolicy(IReadOnlyList<AwsUse> uses, string region, string project, IReadOnlyDictionary<string, string> settings)
{
    /// <summary>Reads everything and changes nothing: for <c>preview</c>, and for a <c>refresh</c> that only compares.</summary>
    public JsonObject Preview() =>
        Document([Look(), Statement("LookAtItsOwn", AllButIam(calls => calls.LookAtOwn), "*", OfItsOwn()), LookAtRoles()]);

    /// <summary>Creates, changes and deletes: for <c>up</c>, <c>refresh</c> and <c>destroy</c>.</summary>
    public JsonObject Deploy()
    {
        var services = Needed().SelectMany(calls => calls.Roles).Distinct().Order(StringComparer.Ordinal).ToArray();
        var later = uses.SelectMany(CallsOf).Select(calls => calls.TaggedLater).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        return Document([
            Look(),
            LookAtRoles(),
            Statement("Make", AllButIam(calls => calls.Make), "*", Equal(("aws:RequestedRegion", region))),
            // Whoever may tag anything can make it the project's own, and then delete it.
            Tagging("TagWhatItMakes", "ec2", "CreateTags"),
            Tagging("TagLoadBalancersThatItMakes", "elasticloadbalancing", "AddTags"),
            // What is tagged later bears no tag yet by which it could be known.
            Statement(
                "TagWhatHasNoTagsYet",
                later.Any() ? ["ec2:CreateTags"] : [],
                List(later.Select(kind => $"arn:{AwsPartition.Of(region)}:ec2:{region}:*:{kind}/*")),
                new()
                {
                    ["StringEquals"] = new JsonObject { ["aws:RequestTag/Project"] = project },
                    ["Null"] = new JsonObject { ["aws:ResourceTag/Project"] = "true" },
                }
            ),
            Statement("ChangeItsOwn", AllButIam(calls => [.. calls.LookAtOwn, .. calls.Own]), "*", OfItsOwn()),
            // Alone this allows nothing: AWS asks for the group as well, which must be the project's own.
            Statement(
                "ChangeRulesOfItsGroups",
                AllButIam(calls => calls.OfRules),
                $"arn:{AwsPartition.Of(region)}:ec2:{region}:*:security-group-rule/*"
            ),
            Statement("MakeItsOwnRoles", Iam(calls => calls.Make), Named()),
            Statement(
                "GivePoliciesToItsOwnRoles",
                Iam(calls => calls.Attach),
                Named("role"),
                new()
                {
                    ["ArnEquals"] = new JsonObject
                    {
                        ["iam:PolicyARN"] = List(uses.Select(use => use.PolicyArn).OfType<string>().Distinct()),
                    },
                }
            ),
            Statement(
                "MakeTheRolesOfServices",
                services.Length > 0 ? ["iam:CreateServiceLinkedRole"] : [],
                Arn("role/aws-service-role/*"),
                Equal(("iam:AWSServiceName", List(services)))
            ),
            Statement(
                "GiveARoleToMachines",
                uses.Any(use => use.Inputs.Contains("iamInstanceProfile")) ? ["iam:PassRole"] : [],
                Named("role") is { Count: > 0 } own ? own : new JsonArray(Arn("role/*")),
                Equal(("iam:PassedToService", AwsPartition.Of(region) == "aws-cn" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com"))
            ),
        ]);
    }

    // AWS asks for the tags of what is created as if they were set in a call of their own, and says which call creates it.
    private JsonObject? Tagging(string name, string service, string call)
    {
        string[] creating =
        [
            .. uses.Where(use => use.Inputs.Contains("tags"))
                .SelectMany(CallsOf)
                .SelectMany(calls => calls.CreatingIn(service))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        return Statement(
            name,
            creating.Length > 0 ? [$"{service}:{call}"] : [],
            "*",
            Equal(("aws:RequestedRegion", region), ($"{service}:CreateAction", List(creating)))
        );
    }

    private JsonObject? Look() => Statement("Look", AllButIam(calls => calls.Look), "*", Equal(("aws:RequestedRegion", region)));

    // IAM is in no region.
    private JsonObject? LookAtRoles() => Statement("LookAtItsOwnRoles", Iam(calls => calls.Look), Named());

    private JsonObject OfItsOwn() => Equal(("aws:RequestedRegion", region), ("aws:ResourceTag/Project", project));

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
            .Concat(
                AwsCalls
                    .OfSettings.Where(calls =>
                        settings.GetValueOrDefault(calls.Key, "") is var value
                        && value is not ("" or "[]")
                        && (calls.Value.When ?? value) == value
                    )
                    .Select(calls => calls.Value)
            );

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

    private static JsonObject? Statement(string name, string[] actions, JsonNode resource, JsonObject? condition = null)
    {
        if (actions.Length == 0)
        {
            return null;
        }

        var statement = new JsonObject
        {
            ["Sid"] = name,
            ["Effect"] = "Allow",
            ["Action"] = List(actions),
            ["Resource"] = resource,
        };
        if (condition is not null)
        {
            statement["Condition"] = condition;
        }

        return statement;
    }

    private static JsonObject Equal(params (string Key, JsonNode? Value)[] keys) =>
        new() { ["StringEquals"] = new JsonObject(keys.Select(key => KeyValuePair.Create(key.Key, key.Value))) };

    private static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static JsonObject Document(IEnumerable<JsonObject?> statements) =>
        new() { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([.. statements.OfType<JsonNode>()]) };
}
