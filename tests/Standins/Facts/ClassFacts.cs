namespace Tests.Standins.Facts;

/// <summary>What there is to say about a class: facts by name, such as an argument with its type and flags.</summary>
/// <param name="Name">The class's full name.</param>
/// <param name="Facts">What is so, by what it is about.</param>
/// <param name="Indispensable">What must not be left out: required arguments, the token, secret outputs.</param>
internal sealed record ClassFacts(string Name, IReadOnlyDictionary<string, string> Facts, IReadOnlySet<string> Indispensable)
{
    /// <summary>Where <paramref name="standIn"/> says otherwise than these facts, or lacks what is indispensable.</summary>
    public IEnumerable<string> DriftOf(ClassFacts standIn)
    {
        foreach (var (about, said) in standIn.Facts.OrderBy(fact => fact.Key, StringComparer.Ordinal))
        {
            if (!Facts.TryGetValue(about, out var genuine))
            {
                yield return $"{Name}: the genuine class has no {about} ({said}).";
            }
            else if (genuine != said)
            {
                yield return $"{Name}: {about} is \"{said}\"; the genuine one is \"{genuine}\".";
            }
        }

        foreach (var missing in LackingIn(standIn, Indispensable))
        {
            yield return missing;
        }
    }

    /// <summary>Where <paramref name="genuine"/>, of which these facts are a part, says otherwise or lacks one of them.</summary>
    public IEnumerable<string> DriftOfWhole(ClassFacts genuine)
    {
        var part = genuine with { Facts = genuine.Facts.Where(fact => Facts.ContainsKey(fact.Key)).ToDictionary() };
        return DriftOf(part).Concat(LackingIn(genuine, Facts.Keys.Except(Indispensable)));
    }

    private IEnumerable<string> LackingIn(ClassFacts other, IEnumerable<string> facts) =>
        facts
            .Where(about => !other.Facts.ContainsKey(about))
            .Order(StringComparer.Ordinal)
            .Select(about => $"{Name}: {about} is missing; the genuine one is \"{Facts[about]}\".");
}
