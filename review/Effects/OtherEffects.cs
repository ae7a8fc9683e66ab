using Review.Plans;

namespace Review.Effects;

/// <summary>What belongs to nothing that has a name in a swarm: the cloud's resources, and what this version does not know. The program's own steps only serve the rest.</summary>
internal static class OtherEffects
{
    private const string Role = "aws:iam/role:Role";

    // By which a role gets rights.
    private const string Attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    private const string Policy = "aws:iam/rolePolicy:RolePolicy";
    private const string SharedPolicy = "aws:iam/policy:Policy";
    private const string SharedAttachment = "aws:iam/policyAttachment:PolicyAttachment";
    private const string Profile = "aws:iam/instanceProfile:InstanceProfile";

    private const string LoadBalancer = "aws:lb/loadBalancer:LoadBalancer";

    private const string TrustPolicy = "assumeRolePolicy";
    private const string ManagedPolicies = "managedPolicyArns";

    private static readonly string[] _otherPolicies = ["inlinePolicies", "permissionsBoundary"];

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
        else if (change.IsLeftBehind && !change.IsStep)
        {
            yield return LeftBehind(change, Area.Other, $"{change.Name} ({NameOf(change)})", "other resource");
        }
        else if ((OfRole(change) ?? OfSharedPolicy(change) ?? OfProfile(change) ?? Rights(change, plan)) is { } rights)
        {
            yield return rights;
        }
        else if (change is { Type: LoadBalancer, Kind: ChangeKind.Replaced })
        {
            yield return new Effect(
                Area.Other,
                change.Name,
                $"the load balancer, replaced: nothing answers on the published ports for some minutes, and the new one has another name in DNS{(IsOther(change, "internal") ? (change.New?.Inputs["internal"].IsTrue == true ? "; it can be reached from within the network only" : "; it can be reached from outside the network") : "")}",
                Care.LookTwice,
                new Counted("load balancer", "replaced")
            )
            {
                Weight = 8,
            };
        }
        else if (!change.IsStep)
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

    // One that is new nobody has yet, and one that is replaced is looked at twice anyway.
    private static Effect? OfRole(Change change)
    {
        if (change is not { Type: Role, Kind: ChangeKind.Updated })
        {
            return null;
        }

        var role = change.New?.Inputs["name"].Text ?? change.Name;
        var isForOthers = IsOther(change, TrustPolicy);
        var isOtherwise = Array.Exists(_otherPolicies, name => IsOther(change, name));
        if (!isForOthers && !isOtherwise && !IsOther(change, ManagedPolicies))
        {
            return null;
        }

        var (had, has) = (Managed(change.Old), Managed(change.New));
        var more = isOtherwise || had.Except(has).Any() ? [] : has.Except(had).Select(NameOfPolicy).ToList();
        var taken = $"whoever its trust policy names from now on may take the role {role}";
        return isForOthers && !isOtherwise && !IsOther(change, ManagedPolicies)
            ? OtherRights(change, taken, new Counted("role", "given to others"))
            : OtherRights(
                change,
                $"{May(role)} {(
                    more.Count == 0 ? "its policies say from now on"
                    : more.Count == 1 ? $"{more[0]} allows"
                    : $"{string.Join(", ", more)} allow"
                )}{(isForOthers ? $", and {taken}" : "")}",
                new Counted("role", "given other rights")
            );
    }

    private static Effect? OfSharedPolicy(Change change) =>
        change is { Type: SharedPolicy, Kind: ChangeKind.Updated } && IsOther(change, "policy")
            ? OtherRights(change, "whatever has this policy may do in the cloud what it says from now on", new Counted("policy", "changed"))
            : null;

    // Its role is exchanged in place, under the machines that have it.
    private static Effect? OfProfile(Change change) =>
        change is { Type: Profile, Kind: ChangeKind.Updated } && IsOther(change, "role")
            ? OtherRights(
                change,
                $"machines with this profile have the role {change.New?.Inputs["role"]} from now on, and no longer {change.Old?.Inputs["role"]}",
                new Counted("instance profile", "given another role")
            )
            : null;

    private static bool IsOther(Change change, string name) =>
        (change.Old?.Inputs[name] ?? Value.Absent) != (change.New?.Inputs[name] ?? Value.Absent);

    // One that the plan does not tell yet has no name.
    private static HashSet<string> Managed(ResourceState? role) =>
        [.. (role?.Inputs[ManagedPolicies] ?? Value.Absent).Items.Select(policy => policy.Text).OfType<string>()];

    private static string NameOfPolicy(string arn) => arn.Split('/')[^1];

    private static string May(string role) => $"whatever has the role {role} may do in the cloud what";

    private static Effect OtherRights(Change change, string text, Counted word) =>
        new(Area.Other, change.Name, text, Care.LookTwice, word) { Weight = 2 };

    private static IEnumerable<string> RolesOf(ResourceState? state) =>
        (state?.Inputs["roles"].Items ?? []).Append(state?.Inputs["role"] ?? Value.Absent).Select(role => role.Text).OfType<string>();

    // Who has the role is told nothing; a new role nobody has yet, and machines that get it are told.
    private static Effect? Rights(Change change, Plan plan)
    {
        if (
            change.Type is not (Attachment or Policy or SharedAttachment)
            || change.Kind is not (ChangeKind.Created or ChangeKind.Updated or ChangeKind.Replaced)
        )
        {
            return null;
        }

        var roles = RolesOf(change.New)
            .Except(change.Type == SharedAttachment ? RolesOf(change.Old) : [])
            .Where(role =>
                !plan.Changes.Any(one => one is { Type: Role, Kind: ChangeKind.Created } && one.New?.Inputs["name"].Text == role)
            )
            .ToList();
        if (roles.Count == 0)
        {
            return null;
        }

        var policy = change.Type != Policy && change.New?.Inputs["policyArn"].Text is { } arn ? NameOfPolicy(arn) : null;
        return OtherRights(
            change,
            $"{May(string.Join(" or ", roles))} {(policy is null ? "the policy says from now on" : $"{policy} allows")}",
            new Counted("role", "given other rights")
        );
    }
}
