using System.Reflection;

namespace Tests.Standins.Facts;

/// <summary>Tells the stand-ins from the genuine packages, on which the tests run too.</summary>
internal static class StandIn
{
    /// <summary>Whether the core package is one: all packages are, or none is.</summary>
    public static bool IsHere { get; } = Is(Assembly.Load("Pulumi.Docker"));

    /// <summary>Whether this is a provider's one: they share a class that no genuine package has.</summary>
    public static bool Is(Assembly provider) => provider.GetType("Pulumi.Package") is not null;
}
