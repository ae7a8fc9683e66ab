namespace Infra.Compose;

/// <summary>Names of images.</summary>
internal static class ImageName
{
    private const string Hub = "docker.io/";
    private const string Official = "library/";

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
