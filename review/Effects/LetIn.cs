namespace Review.Effects;

/// <summary>Whom the firewall lets in before a change, and after it.</summary>
/// <param name="Whom">Whom, and where.</param>
/// <param name="Before">Whether it does before.</param>
/// <param name="After">Whether it does after.</param>
internal sealed record LetIn(Opened Whom, bool Before, bool After);
