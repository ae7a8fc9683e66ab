using System.Globalization;
using System.Text.Json.Nodes;
using Local.Providers.Contract;

namespace Local.Providers.Docker.Mapping;

/// <summary>A text, one of a few where <paramref name="allowed"/> names them.</summary>
internal class TextShape(params string[] allowed) : Shape
{
    public IReadOnlyList<string> Allowed => allowed;

    protected override string Expected => "text";
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

/// <summary>An image reference. The engine keeps docker's own form of it, with the digest that it found in the registry; any other is a difference.</summary>
internal sealed class ImageShape : TextShape
{
    public override bool Describes(PropertyValue said, PropertyValue found) =>
        Familiar(said.AsString) == Familiar(found.AsString) || Familiar(said.AsString) == Familiar(found.AsString.Split('@')[0]);

    /// <summary>As docker writes a reference: in the short form, and with the tag that it takes where none is said.</summary>
    public static string Familiar(string image)
    {
        var shortened = image.StartsWith("docker.io/", StringComparison.Ordinal) ? image["docker.io/".Length..] : image;
        shortened = shortened.StartsWith("library/", StringComparison.Ordinal) ? shortened["library/".Length..] : shortened;
        return shortened.Contains('@', StringComparison.Ordinal) || shortened.LastIndexOf(':') > shortened.LastIndexOf('/')
            ? shortened
            : $"{shortened}:latest";
    }
}

/// <summary>A content in base64, as the API takes it too.</summary>
internal sealed class Base64Shape : TextShape
{
    protected override void CheckInside(PropertyValue value, string path, List<CheckFailure> failures)
    {
        if (!Convert.TryFromBase64String(value.AsString, new byte[value.AsString.Length], out _))
        {
            // Not the value: it may be a secret.
            failures.Add(new(path, $"{path} is not base64; encode the content"));
        }
    }
}

internal sealed class FlagShape : Shape
{
    protected override string Expected => "true or false";
    protected override PropertyKind Kind => PropertyKind.Bool;

    public override JsonNode? ToApi(PropertyValue value) => value.AsBool;

    public override PropertyValue FromApi(JsonNode node) => node.GetValue<bool>();
}

/// <summary>A whole number; the API counts in units of <paramref name="factor"/> (a memory size in MiB is sent in bytes). Some are read back in part.</summary>
internal sealed class WholeShape(long factor = 1, long mask = -1) : Shape
{
    protected override string Expected => "a whole number";
    protected override PropertyKind Kind => PropertyKind.Number;

    // Negative numbers stand for "no limit" and have no unit.
    public override JsonNode? ToApi(PropertyValue value) => value.AsNumber < 0 ? (long)value.AsNumber : (long)value.AsNumber * factor;

    public override PropertyValue FromApi(JsonNode node) =>
        node.GetValue<long>() is var number && number < 0 ? number : (double)((number & mask) / factor);

    protected override void CheckInside(PropertyValue value, string path, List<CheckFailure> failures)
    {
        if (value.AsNumber != Math.Truncate(value.AsNumber))
        {
            failures.Add(new(path, $"{path} is {value}; it must be a whole number"));
        }
    }
}

/// <summary>A decimal number written as a text, counted by the API in units of 1/<paramref name="factor"/>; read back with so many decimals.</summary>
internal sealed class DecimalTextShape(double factor, int decimals = 9) : Shape
{
    /// <summary>Equal numbers are no difference.</summary>
    public bool IsRatio => factor == 1;

    protected override string Expected => "a number as text, such as \"0.5\"";
    protected override PropertyKind Kind => PropertyKind.String;

    public override PropertyValue Normal(PropertyValue value) =>
        (IsRatio ? Parse(value)?.ToString("R", CultureInfo.InvariantCulture) : null) ?? value.AsString;

    public override bool Describes(PropertyValue said, PropertyValue found) => Parse(said) == Parse(found);

    public override JsonNode? ToApi(PropertyValue value) => IsRatio ? Parse(value) : (long)Math.Round(Parse(value)!.Value * factor);

    // A ratio is a 32-bit number to the provider; of an amount, none is no value.
    public override PropertyValue FromApi(JsonNode node) =>
        node.GetValue<double>() is var number && IsRatio ? Text(Math.Round((float)number, decimals, MidpointRounding.ToEven))
        : number == 0 ? PropertyValue.Null
        : Text(number / factor);

    protected override void CheckInside(PropertyValue value, string path, List<CheckFailure> failures)
    {
        if (Parse(value) is not { } number)
        {
            failures.Add(new(path, $"{path} is \"{value}\"; it must be {Expected}"));
        }
        else if (IsRatio && (number is < 0 or > 1))
        {
            failures.Add(new(path, $"{path} is \"{value}\"; allowed are 0 to 1"));
        }
    }

    private static string Text(double number) => number.ToString("0.0########", CultureInfo.InvariantCulture);

    private static double? Parse(PropertyValue value) =>
        double.TryParse(value.AsString, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>A duration as Go writes them, such as <c>1m30s</c>; the API counts nanoseconds.</summary>
/// <param name="inFull">Read back with all its units, such as <c>1m0s</c>.</param>
internal sealed class DurationShape(bool inFull = false) : Shape
{
    protected override string Expected => "a duration, such as \"30s\" or \"1m30s\"";
    protected override PropertyKind Kind => PropertyKind.String;

    // The provider compares the words, and reads the engine's time back in Go's: 90s is not 1m30s.
    public override bool Describes(PropertyValue said, PropertyValue found) =>
        GoDuration.TryParse(said.AsString, out var one) && GoDuration.TryParse(found.AsString, out var other) && one == other;

    public override JsonNode? ToApi(PropertyValue value) => GoDuration.TryParse(value.AsString, out var nanoseconds) ? nanoseconds : null;

    public override PropertyValue FromApi(JsonNode node) =>
        inFull ? GoDuration.Full(node.GetValue<long>()) : GoDuration.Format(node.GetValue<long>());

    protected override void CheckInside(PropertyValue value, string path, List<CheckFailure> failures)
    {
        if (!GoDuration.TryParse(value.AsString, out _))
        {
            failures.Add(new(path, $"{path} is \"{value}\"; it must be {Expected}"));
        }
    }
}
