namespace Infra.Compose.Reading;

/// <summary>Reads the key <c>image</c>, which services and containers have alike.</summary>
internal static class ImageReader
{
    public static string Read(ElementReader reader, YamlElement owner, YamlElement? image)
    {
        const string allowed = "an image such as nginx:1.28";
        if (image is null)
        {
            reader.Report(owner, $"{owner.Path}.image", "nothing", allowed, "Name the image to run.");
            return "";
        }

        var text = reader.Plain(image);
        if (text is not null && !Names.IsImage(text))
        {
            reader.Report(image, $"\"{text}\"", allowed, "Correct the name, tag or digest.");
        }

        return text ?? "";
    }
}
