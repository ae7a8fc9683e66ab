using Review.Effects;
using Review.Plans;

namespace Review.Rules;

/// <summary>A service on one side of a change.</summary>
internal sealed record ReviewedService(string Name, Value Inputs)
{
    public string Scope => $"services.{Name}";

    public Value Task => Inputs["taskSpec"];

    public Value Container => Task["containerSpec"];

    public string Image => Container["image"].Text ?? "";

    public Rollout Rollout { get; } = Rollout.Of(Inputs, null);

    /// <summary>The ports that can be reached from outside.</summary>
    public IReadOnlyCollection<PortEffects.Port> Published { get; } = PortEffects.Published(Inputs);
}
