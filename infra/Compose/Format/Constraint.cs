namespace Infra.Compose.Format;

/// <summary>A condition on the nodes that may run tasks: one item of <c>deploy.placement.constraints</c>.</summary>
/// <param name="At">Where it is written.</param>
/// <param name="Text">The condition, such as <c>node.role == worker</c>.</param>
internal sealed record Constraint(Position At, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
