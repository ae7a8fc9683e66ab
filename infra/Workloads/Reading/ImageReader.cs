using YamlDotNet.RepresentationModel;

namespace Infra.Workloads.Reading;

/// <summary>Reads the key <c>image</c>, which services and containers have alike.</summary>
internal static class ImageReader
{
    public static string? Read(YamlSource source, YamlNode owner, YamlNode? image, string path)
    {
        const string allowed = "an image such as nginx:1.28";
        if (image is null)
        {
            source.Report(owner, $"{path}.image", "nothing", allowed, "Say what to run.");
            return null;
        }

        var text = source.Text(image, $"{path}.image");
        if (text is not null && !Names.IsImage(text))
        {
            source.Report(image, $"{path}.image", $"\"{text}\"", allowed, "Correct the name, tag or digest.");
        }

        return text;
    }
}
