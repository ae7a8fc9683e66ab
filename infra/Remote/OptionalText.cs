using Pulumi;

namespace Infra.Remote;

/// <summary>What resources tell once they are there.</summary>
internal static class OptionalText
{
    /// <summary>
    /// The text, or none: <c>--target</c> can leave out a resource that was never made, and then it tells nothing. Pulumi refuses by name what would need it, so whoever
    /// asks only has to go on until then.
    /// </summary>
    public static Output<string> OrNone(this Output<string> text) => text.Apply(given => given ?? "");
}
