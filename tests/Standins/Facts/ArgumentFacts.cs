namespace Tests.Standins.Facts;

/// <summary>One argument of a class, as schema and reflection both can tell.</summary>
internal sealed record ArgumentFacts
{
    public required string Type { get; init; }

    public required string Name { get; init; }

    public bool Required { get; init; }

    public bool Secret { get; init; }

    public bool Json { get; init; }

    public string? Default { get; init; }

    public override string ToString() =>
        $"{Type} {Name}{(Required ? ", required" : "")}{(Secret ? ", secret" : "")}{(Json ? ", as JSON" : "")}{(Default is null ? "" : $", default {Default}")}";
}
