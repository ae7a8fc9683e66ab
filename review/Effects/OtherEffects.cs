using Review.Plans;

namespace Review.Effects;

/// <summary>What belongs to nothing that has a name in a swarm: the cloud's resources, and what this version does not know. The program's own steps only serve the rest.</summary>
internal static class OtherEffects
{
    private const string Role = "aws:iam/role:Role";

    // By which a role gets rights.
    private const string Attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    private const string Policy = "aws:iam/rolePolicy:RolePolicy";

    private static readonly string[] _steps = ["command:", "swarm:", "pulumi:", "tls:"];

    private static bool IsStep(Change change) => Array.Exists(_steps, step => change.Type.StartsWith(step, StringComparison.Ordinal));

    /// <summary>What leaves the stack, and outlives that.</summary>
    public static Effect LeftBehind(Change change, Area area, string subject, string noun) =>
        new(area, subject, "leaves the stack, and stays as it is (retainOnDelete)", Care.Routine, new Counted(noun, "left as it is"));

    /// <summary>What is there already, and is in the stack from now on.</summary>
    public static Effect TakenOver(Area area, string subject, string noun) =>
        new(area, subject, "is there already, and is taken over into the stack as it is", Care.Routine, new Counted(noun, "taken over"));

    /// <summary>What kind of thing it is.</summary>
    public static string NameOf(Change change) => change.Type.Split(':')[^1];

    public static IEnumerable<Effect> Of(Change change, Plan plan)
    {
        if (change.Kind == ChangeKind.Unknown)
        {
            yield return new Effect(
                Area.Other,
                change.Name,
                $"{change.Type}: the operation \"{change.Operation}\", which this version does not know",
                Care.LookTwice,
                new Counted("operation", "not known")
            )
            {
                Weight = 2,
            };
        }
        else if (change.Kind == ChangeKind.Refreshed)
        {
            yield return FoundEffects.Of(change, Area.Other, $"{change.Name} ({NameOf(change)})", "other resource");
        }
        else if (change.IsLeftBehind && !IsStep(change))
        {
            yield return LeftBehind(change, Area.Other, $"{change.Name} ({NameOf(change)})", "other resource");
        }
        else if (Rights(change, plan) is { } rights)
        {
            yield return rights;
        }
        else if (!IsStep(change))
        {
            var (word, care) = change.Kind switch
            {
                ChangeKind.Created => ("created", Care.Routine),
                ChangeKind.Imported => ("taken over", Care.Routine),
                ChangeKind.Updated => ("changed", Care.Routine),
                ChangeKind.Replaced => ("replaced", Care.LookTwice),
                _ => ("deleted", Care.LookTwice),
            };
            yield return new Effect(Area.Other, change.Name, $"{NameOf(change)}, {word}", care, new Counted("other resource", word));
        }
    }

    // Who has the role is told nothing; a new role nobody has yet, and machines that get it are told.
    private static Effect? Rights(Change change, Plan plan)
    {
        var role = change.New?.Inputs["role"].Text;
        if (
            change.Type is not (Attachment or Policy)
            || change.Kind is not (ChangeKind.Created or ChangeKind.Updated or ChangeKind.Replaced)
            || role is null
            || plan.Changes.Any(one => one is { Type: Role, Kind: ChangeKind.Created } && one.New?.Inputs["name"].Text == role)
        )
        {
            return null;
        }

        var policy = change.Type == Attachment ? change.New?.Inputs["policyArn"].Text?.Split('/')[^1] : null;
        return new Effect(
            Area.Other,
            change.Name,
            $"whatever has the role {role} may do in the cloud what {(policy is null ? "the policy says from now on" : $"{policy} allows")}",
            Care.LookTwice,
            new Counted("role", "given other rights")
        )
        {
            Weight = 2,
        };
    }
}
