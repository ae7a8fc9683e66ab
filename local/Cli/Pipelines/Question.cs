namespace Local.Cli.Pipelines;

/// <summary>What a code host is asked.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Address">The whole address.</param>
/// <param name="Permission">What the token must be allowed, for the case that it is not.</param>
/// <param name="Body">What is sent along, as JSON.</param>
internal sealed record Question(HttpMethod Method, Uri Address, string Permission, object? Body = null)
{
    /// <summary>Whether asking twice does no more than asking once.</summary>
    public bool IsHarmless { get; init; } = true;

    /// <summary>Whether another server is asked.</summary>
    public bool IsElsewhere { get; init; }

    // The query of another server's address may hold a signature.
    public override string ToString() => $"{Method} {(IsElsewhere ? $"{Address.Authority}, where the file is" : Address.PathAndQuery)}";
}
