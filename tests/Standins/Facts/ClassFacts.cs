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

        foreach (var about in Indispensable.Where(about => !standIn.Facts.ContainsKey(about)).Order(StringComparer.Ordinal))
        {
            yield return $"{Name}: {about} is missing; the genuine one is \"{Facts[about]}\".";
        }
    }
}
