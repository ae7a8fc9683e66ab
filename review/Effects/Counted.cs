namespace Review.Effects;

/// <summary>What is counted in the verdict, such as "1 service rolled".</summary>
/// <param name="Noun">Of one.</param>
/// <param name="Verb">What happens to it.</param>
public sealed record Counted(string Noun, string Verb)
{
    /// <summary>Such as <c>3 services rolled</c>.</summary>
    public string Of(int count) => $"{count} {(count == 1 ? Noun : Many)} {Verb}";

    private string Many => Noun.EndsWith('y') ? $"{Noun[..^1]}ies" : $"{Noun}s";
}
