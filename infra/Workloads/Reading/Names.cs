using System.Text.RegularExpressions;

namespace Infra.Workloads.Reading;

/// <summary>What the engine accepts as a name or an image.</summary>
internal static partial class Names
{
    /// <summary>What <see cref="IsValid"/> accepts, in words.</summary>
    public const string Allowed = "letters, digits, underscores, dots and hyphens, a letter or digit first, at most 63";

    /// <summary>What <see cref="IsService"/> accepts, in words.</summary>
    public const string ServiceAllowed = "letters, digits, underscores and hyphens, a letter or digit first and last, at most 63";

    /// <summary>The most characters that the name of a configuration or secret has on the engine.</summary>
    public const int LongestStored = 64;

    public static bool IsValid(string name) => NamePattern().IsMatch(name);

    // A service is found by its name in DNS. swarmkit, manager/controlapi/common.go.
    public static bool IsService(string name) => ServicePattern().IsMatch(name);

    public static bool IsImage(string image) => ImagePattern().IsMatch(image);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$")]
    private static partial Regex NamePattern();

    [GeneratedRegex("^(?=.{1,63}$)[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?$")]
    private static partial Regex ServicePattern();

    // Registry and path, then a tag, a digest or both. https://pkg.go.dev/github.com/distribution/reference
    [GeneratedRegex("^[a-z0-9]+([._/-]+[a-z0-9]+)*(:[0-9]+/[a-z0-9]+([._/-]+[a-z0-9]+)*)?(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?$")]
    private static partial Regex ImagePattern();
}
