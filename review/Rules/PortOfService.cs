namespace Review.Rules;

/// <summary>A port that a service publishes.</summary>
internal sealed record PortOfService(long Number, string Protocol)
{
    public override string ToString() => $"{Number}/{Protocol}";
}
