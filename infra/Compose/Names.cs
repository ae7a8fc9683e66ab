using System.Text.RegularExpressions;

namespace Infra.Compose;

/// <summary>What the engine accepts as a name or an image.</summary>
internal static partial class Names
{
    /// <summary>What <see cref="IsValid"/> accepts, in words.</summary>
    public const string Allowed = "letters, digits, underscores, dots and hyphens, a letter or digit first, at most 63";

    /// <summary>What <see cref="IsService"/> accepts, in words.</summary>
    public const string ServiceAllowed = "letters, digits, underscores and hyphens, a letter or digit first and last, at most 63";

    /// <summary>What <see cref="IsKey"/> accepts, in words.</summary>
    public const string KeyAllowed = "letters, digits, underscores, dots and hyphens";

    /// <summary>What <see cref="IsStored"/> accepts, in words.</summary>
    public const string StoredAllowed = "letters, digits, underscores, dots and hyphens, a letter or digit first and last, at most 64";

    public static bool IsValid(string name) => NamePattern().IsMatch(name);

    // What a stack file may call its parts: on the engine the stack's name comes before.
    public static bool IsKey(string name) => KeyPattern().IsMatch(name);

    // A configuration or secret. swarmkit, manager/controlapi/common.go.
    public static bool IsStored(string name) => StoredPattern().IsMatch(name);

    // A service is found by its name in DNS. swarmkit, manager/controlapi/common.go.
    public static bool IsService(string name) => ServicePattern().IsMatch(name);

    public static bool IsImage(string image) => ImagePattern().IsMatch(image);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$")]
    private static partial Regex NamePattern();

    [GeneratedRegex("^(?=.{1,63}$)[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?$")]
    private static partial Regex ServicePattern();

    [GeneratedRegex("^[A-Za-z0-9_.-]+$")]
    private static partial Regex KeyPattern();

    [GeneratedRegex("^(?=.{1,64}$)[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$")]
    private static partial Regex StoredPattern();

    // Registry and path, then a tag, a digest or both. Before the first slash there is a registry when that has a dot, a colon or a capital, or is localhost.
    // https://pkg.go.dev/github.com/distribution/reference
    [GeneratedRegex(
        @"^((?=[^/]*[.:A-Z]|localhost/)([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9A-Fa-f:.]+\])(:[0-9]+)?/)?"
            + "[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*"
            + "(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}))?$"
    )]
    private static partial Regex ImagePattern();
}
