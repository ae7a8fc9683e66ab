using Review.Effects;

namespace Review.Reports;

/// <summary>Equal effects on several things, as one line.</summary>
/// <param name="Area">What it is done to.</param>
/// <param name="Subjects">Their names.</param>
/// <param name="Text">What happens.</param>
/// <param name="Care">How much care it needs.</param>
internal sealed record EffectLine(Area Area, IReadOnlyList<string> Subjects, string Text, Care Care)
{
    public static IReadOnlyList<EffectLine> Of(IEnumerable<Effect> effects) =>
        [
            .. effects
                .GroupBy(effect => new
                {
                    effect.Area,
                    effect.Text,
                    effect.Care,
                })
                .Select(group => new { group.Key, Subjects = group.Select(effect => effect.Subject).Distinct().ToList() })
                .Select(line => new EffectLine(
                    line.Key.Area,
                    line.Subjects,
                    OfSeveral.Text(line.Key.Area, line.Subjects.Count, line.Key.Text),
                    line.Key.Care
                )),
        ];

    public static string Title(Area area) =>
        area switch
        {
            Area.Data => "Data",
            Area.Files => "Configs and secrets",
            Area.Other => "Other resources",
            Area.Unchanged => "Not changed",
            Area.Time => "How long it may take",
            _ => area.ToString(),
        };
}
