namespace Infra.Compose;

/// <summary>Names of images.</summary>
internal static class ImageName
{
    private const string Hub = "docker.io/";
    private const string Official = "library/";

    /// <summary>The registry that it is pulled from: what stands before the first slash, where that can be a host, else Docker Hub.</summary>
    public static string Registry(string image)
    {
        var name = Familiar(image);
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : name[..slash];
        return first == "localhost" || first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal)
            ? first
            : Hub.TrimEnd('/');
    }

    /// <summary>As docker sends it and the engine keeps it, with a tag and without what goes without saying: any other spelling is a difference in every preview.</summary>
    public static string Familiar(string image)
    {
        var name = image.StartsWith("index." + Hub, StringComparison.Ordinal) ? image["index.".Length..] : image;
        name = name.StartsWith(Hub, StringComparison.Ordinal) ? name[Hub.Length..] : name;
        name =
            name.StartsWith(Official, StringComparison.Ordinal) && !name[Official.Length..].Contains('/', StringComparison.Ordinal)
                ? name[Official.Length..]
                : name;
        return name.Contains('@', StringComparison.Ordinal) || name.LastIndexOf(':') > name.LastIndexOf('/') ? name : name + ":latest";
    }
}
