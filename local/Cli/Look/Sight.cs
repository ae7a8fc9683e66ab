namespace Local.Cli.Look;

/// <summary>What one look at the nodes saw.</summary>
/// <param name="Answers">What each node told that was asked.</param>
internal sealed record Sight(IReadOnlyList<NodeAnswer> Answers)
{
    /// <summary>What the swarm holds; null: nobody told.</summary>
    public SwarmObjects? Swarm => Answers.Select(answer => answer.Swarm).FirstOrDefault(swarm => swarm is not null);

    /// <summary>What a manager said instead; null: none was asked that could have known.</summary>
    public string? Refusal =>
        Swarm is not null
            ? null
            : Answers.Where(answer => answer.IsManager).Select(answer => answer.Refusal).FirstOrDefault(word => word is not null);

    /// <summary>What a node told; null: it was not asked.</summary>
    public NodeAnswer? Of(string node) => Answers.FirstOrDefault(answer => answer.Node.Name == node);
}
