namespace Local.Providers.Aws;

/// <summary>A resource that the program declares, or a function that it calls.</summary>
/// <param name="Token">The type's or the function's token.</param>
/// <param name="Name">The resource's name; empty for a function.</param>
/// <param name="Inputs">The names of the inputs that it is given.</param>
public sealed record AwsUse(string Token, string Name, IReadOnlySet<string> Inputs)
{
    /// <summary>The managed policy that it gives to a role; null: none.</summary>
    public string? PolicyArn { get; init; }
}
