using System.Globalization;
using System.Text.Json.Nodes;
using Local.Providers.Contract;

namespace Local.Providers.Docker.Mapping;

/// <summary>A text, one of a few where <paramref name="allowed"/> names them.</summary>
internal class TextShape(params string[] allowed) : Shape
{
    protected override string Expected => "a text";
    protected override PropertyKind Kind => PropertyKind.String;

    public override JsonNode? ToApi(PropertyValue value) => value.AsString;
    public override PropertyValue FromApi(JsonNode node) => node.GetValue<string>();

    protected override void CheckInside(PropertyValue value, string path, List<CheckFailure> failures)
    {
        if (allowed.Length > 0 && !allowed.Contains(value.AsString))
        {
            failures.Add(new(path, $"{path} is {value}; allowed are {string.Join(", ", allowed)}"));
        }
    }
}

/// <summary>An image reference; the engine adds the digest that it found in the registry.</summary>
internal sealed class ImageShape : TextShape
{
    public static string WithoutDigest(string image) => image.Split('@')[0];

    public override bool Describes(PropertyValue said, PropertyValue found) => IsSame(said.AsString, found.AsString);

    /// <summary>The same tag keeps its digest: else any change of a service would restart its tasks.</summary>
    public override JsonNode? Apply(PropertyValue value, JsonNode? current)
        => current is not null && IsSame(value.AsString, current.GetValue<string>()) ? current.DeepClone() : ToApi(value);

    private static bool IsSame(string said, string found) => Whole(said) == Whole(found) || Whole(said) == Whole(WithoutDigest(found));

    // docker writes references in the short form, and the tag that it takes where none is said.
    private static string Whole(string image)
    {
        var shortened = image.StartsWith("docker.io/", StringComparison.Ordinal) ? image["docker.io/".Length..] : image;
        shortened = shortened.StartsWith("library/", StringComparison.Ordinal) ? shortened["library/".Length..] : shortened;
        return shortened.Contains('@', StringComparison.Ordinal) || shortened.LastIndexOf(':') > shortened.LastIndexOf('/') ? shortened : $"{shortened}:latest";
    }
}

internal sealed class FlagShape : Shape
{
    protected override string Expected => "true or false";
    protected override PropertyKind Kind => PropertyKind.Bool;

    public override JsonNode? ToApi(PropertyValue value) => value.AsBool;
    public override PropertyValue FromApi(JsonNode node) => node.GetValue<bool>();
}

/// <summary>A whole number; the API counts in units of <paramref name="factor"/> (a memory size in MiB is sent in bytes).</summary>
internal sealed class WholeShape(long factor = 1) : Shape
{
    protected override string Expected => "a whole number";
    protected override PropertyKind Kind => PropertyKind.Number;

    // Negative numbers stand for "no limit" and have no unit.
    public override JsonNode? ToApi(PropertyValue value) => value.AsNumber < 0 ? (long)value.AsNumber : (long)value.AsNumber * factor;
    public override PropertyValue FromApi(JsonNode node) => node.GetValue<long>() is var number && number < 0 ? number : (double)(number / factor);

    protected override void CheckInside(PropertyValue value, string path, List<CheckFailure> failures)
    {
        if (value.AsNumber != Math.Truncate(value.AsNumber))
        {
            failures.Add(new(path, $"{path} is {value}; it must be a whole number"));
        }
    }
}

/// <summary>A decimal number written as a text, counted by the API in units of 1/<paramref name="factor"/>.</summary>
internal sealed class DecimalTextShape(double factor = 1) : Shape
{
    protected override string Expected => "a number as a text, such as \"0.5\"";
    protected override PropertyKind Kind => PropertyKind.String;

    public override PropertyValue Normal(PropertyValue value) => Parse(value)?.ToString("R", CultureInfo.InvariantCulture) ?? value.AsString;
    public override JsonNode? ToApi(PropertyValue value) => factor == 1 ? Parse(value) : (long)Math.Round(Parse(value)!.Value * factor);
    public override PropertyValue FromApi(JsonNode node) => node.GetValue<double>() is not 0 and var number
        ? (number / factor).ToString("0.0########", CultureInfo.InvariantCulture)
        : PropertyValue.Null;

    protected override void CheckInside(PropertyValue value, string path, List<CheckFailure> failures)
    {
        if (Parse(value) is null)
        {
            failures.Add(new(path, $"{path} is \"{value}\"; it must be {Expected}"));
        }
    }

    private static double? Parse(PropertyValue value)
        => double.TryParse(value.AsString, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>A duration as Go writes them, such as <c>1m30s</c>; the API counts nanoseconds.</summary>
internal sealed class DurationShape : Shape
{
    protected override string Expected => "a duration, such as \"30s\" or \"1m30s\"";
    protected override PropertyKind Kind => PropertyKind.String;

    public override PropertyValue Normal(PropertyValue value) => GoDuration.TryParse(value.AsString, out var nanoseconds) ? GoDuration.Format(nanoseconds) : value;
    public override JsonNode? ToApi(PropertyValue value) => GoDuration.TryParse(value.AsString, out var nanoseconds) ? nanoseconds : null;
    public override PropertyValue FromApi(JsonNode node) => GoDuration.Format(node.GetValue<long>());

    protected override void CheckInside(PropertyValue value, string path, List<CheckFailure> failures)
    {
        if (!GoDuration.TryParse(value.AsString, out _))
        {
            failures.Add(new(path, $"{path} is \"{value}\"; it must be {Expected}"));
        }
    }
}
