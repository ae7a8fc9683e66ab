namespace Local.Runner.Resources;

/// <summary>A reference to a provider resource, <c>&lt;urn&gt;::&lt;id&gt;</c>.</summary>
internal sealed record ProviderReference(string Urn, string Id)
{
    public static ProviderReference Parse(string reference)
    {
        var end = reference.LastIndexOf("::", StringComparison.Ordinal);
        return end > 0
            ? new ProviderReference(reference[..end], reference[(end + 2)..])
            : throw new FormatException($"\"{reference}\" is not a reference to a provider");
    }

    public override string ToString() => $"{Urn}::{Id}";
}
