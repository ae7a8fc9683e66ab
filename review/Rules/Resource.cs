using Review.Plans;

namespace Review.Rules;

/// <summary>A resource on one side of a change.</summary>
/// <param name="Change">What becomes of it.</param>
/// <param name="State">What it is on that side.</param>
internal sealed record Resource(Change Change, ResourceState State)
{
    public string Name => Change.Name;

    public Value Inputs => State.Inputs;
}
