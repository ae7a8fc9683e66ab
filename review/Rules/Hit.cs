namespace Review.Rules;

/// <summary>A place where a rule fires.</summary>
/// <param name="Scope">The thing, as the stack file or the configuration names it, such as <c>services.web</c> or <c>swarm:managers</c>.</param>
/// <param name="Detail">What was found there, beside what the rule's title says; may be empty.</param>
/// <param name="At">The key within the thing, such as <c>deploy.replicas</c>; empty: the thing itself.</param>
/// <param name="Which">What tells it from others at the same place; empty: there is one.</param>
internal sealed record Hit(string Scope, string Detail = "", string At = "", string Which = "")
{
    /// <summary>What is found there, where it is not quite what the rule says; null: it is.</summary>
    public string? Title { get; init; }

    /// <summary>What to do about it, where the rule's fix speaks of other cases as well; null: that.</summary>
    public string? Fix { get; init; }
}
