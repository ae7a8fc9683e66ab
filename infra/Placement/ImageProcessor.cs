using System.Text.RegularExpressions;

namespace Infra.Placement;

/// <summary>The one processor that an image is for, where its name tells it.</summary>
internal static partial class ImageProcessor
{
    /// <summary>As an engine says it, x86_64 or aarch64; null: the name does not tell.</summary>
    public static string? Of(string image) =>
        Name().Match(image) switch
        {
            { Success: false } => null,
            var name when name.Groups["intel"].Success => "x86_64",
            _ => "aarch64",
        };

    // Docker Hub has the official images for one processor under names such as amd64/nginx; others say it at the end of the tag.
    [GeneratedRegex(
        @"^(docker\.io/)?((?<intel>amd64)|arm64v8)/[^/]+$|:([^/@]*[._-])?((?<intel>amd64|x86_64|x86-64)|arm64|arm64v8|aarch64)(@[^@]+)?$"
    )]
    private static partial Regex Name();
}
