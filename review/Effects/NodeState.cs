namespace Review.Effects;

/// <summary>A node before and after the change.</summary>
internal sealed record NodeState(string Name)
{
    /// <summary>manager or worker; null: it is no node of the swarm yet.</summary>
    public string? RoleBefore { get; init; }

    /// <summary>manager or worker; null: it is none any more.</summary>
    public string? RoleAfter { get; init; }

    /// <summary>Whether its machine, and the disk with it, is made anew.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>Whether it is replaced by another host that the program did not make, so that it deletes none.</summary>
    public bool IsOtherHost { get; init; }

    /// <summary>Whether its machine goes.</summary>
    public bool LosesMachine { get; init; }

    /// <summary>Whether its machine is stopped and started.</summary>
    public bool IsRestarted { get; init; }

    /// <summary>For what it is stopped and started.</summary>
    public string RestartedFor { get; init; } = "another instance type";

    /// <summary>Whether its engine is changed, which is done to one node after another.</summary>
    public bool EngineChanges { get; init; }

    /// <summary>What of the engine is changed, such as "version 28.2 → 29.0".</summary>
    public string Engine { get; init; } = "";

    /// <summary>Whether it is given tasks: active, pause or drain; empty: as others have set it.</summary>
    public (string Before, string After) Availability { get; init; } = ("", "");

    /// <summary>The labels that the program gives it, such as <c>disk=ssd</c>.</summary>
    public (IReadOnlyList<string> Before, IReadOnlyList<string> After) Labels { get; init; } = ([], []);

    /// <summary>Those that it has after, and not before.</summary>
    public IReadOnlyList<string> LabelsGiven => [.. Labels.After.Except(Labels.Before)];

    /// <summary>Those that it has before, and not after.</summary>
    public IReadOnlyList<string> LabelsTakenBack => [.. Labels.Before.Except(Labels.After)];

    /// <summary>Whether a refresh has found its machine gone.</summary>
    public bool IsFoundGone { get; init; }

    /// <summary>Whether the disk that it had goes, with all that is on it; that of another host stays with the host.</summary>
    public bool LosesDisk => !IsOtherHost && (LosesMachine || IsReplaced || IsFoundGone);

    /// <summary>Whether the program lets it run tasks.</summary>
    public bool TakesTasks(bool isAfter) => (isAfter ? Availability.After : Availability.Before) != "drain";

    /// <summary>Whether the program lets it start tasks: one that is paused goes on with those that it has.</summary>
    public bool TakesNewTasks => TakesTasks(isAfter: true) && Availability.After != "pause";

    /// <summary>Whether its machine is away for a while, at the same time as all others of which that is so.</summary>
    public bool IsAway => IsReplaced || IsRestarted || IsAbandoned;

    public bool IsManagerBefore => RoleBefore == Manager;

    public bool IsManagerAfter => RoleAfter == Manager;

    public bool Leaves => RoleBefore is not null && RoleAfter is null;

    /// <summary>Whether its machine goes, and no step takes it out of the swarm.</summary>
    public bool IsAbandoned => (LosesMachine || (IsFoundGone && !IsReplaced)) && RoleAfter is not null;

    public bool Joins => RoleBefore is null && RoleAfter is not null;

    public const string Manager = "manager";

    public const string Worker = "worker";
}
