namespace Review.Plans;

/// <summary>The parts of a resource's URN, such as <c>urn:pulumi:dev::swarm::swarm:swarm:SwarmMember$command:remote:Command::node2-join</c>.</summary>
public static class Urn
{
    /// <summary>The type of the stack itself.</summary>
    public const string StackType = "pulumi:pulumi:Stack";

    /// <summary>The type without those of what it is part of.</summary>
    public static string TypeIn(string urn)
    {
        var parts = urn.Split("::", 4);
        return parts.Length == 4 ? parts[2][(parts[2].LastIndexOf('$') + 1)..] : "";
    }

    /// <summary>The type, after those of what it is part of.</summary>
    public static string TypesIn(string urn) => urn.Split("::", 4) is { Length: 4 } parts ? parts[2] : "";

    /// <summary>The name.</summary>
    public static string NameIn(string urn)
    {
        var parts = urn.Split("::", 4);
        return parts.Length == 4 ? parts[3] : urn;
    }

    /// <summary>The stack's name.</summary>
    public static string StackIn(string urn) => urn.Split("::", 2)[0]["urn:pulumi:".Length..];
}
