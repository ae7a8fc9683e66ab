using Review.Effects;

namespace Tests.Review.Effects;

/// <summary>What a written plan is said to do to one area, in both forms alike.</summary>
internal static class Told
{
    /// <summary>Each effect, such as <c>web: gone</c>; without a name where it has none.</summary>
    public static IReadOnlyList<string> Of(PlanText plan, Area area)
    {
        var told = Of(plan.Digest(), area);
        Assert.Equal(told, Of(plan.Stream(), area));
        return told;
    }

    /// <summary>The same of a plan in one form.</summary>
    public static IReadOnlyList<string> Of(byte[] plan, Area area) =>
        [
            .. SwarmEffects
                .Of(ReviewInput.Read(plan))
                .Where(effect => effect.Area == area)
                .Select(effect => effect.Subject.Length == 0 ? effect.Text : $"{effect.Subject}: {effect.Text}"),
        ];
}
