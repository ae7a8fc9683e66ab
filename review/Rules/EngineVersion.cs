using System.Globalization;

namespace Review.Rules;

/// <summary>Versions of Docker Engine, or their beginnings, such as 28.5: the newest of these is meant then.</summary>
internal static class EngineVersion
{
    public static bool IsBrokenForEncryption(string version)
    {
        var parts = version.Split('.');
        var major = Part(parts, 0);
        var minor = Part(parts, 1);
        var patch = Part(parts, 2);
        return major < 20
            || (major == 20 && (minor < 10 || (minor == 10 && patch < 24)))
            || (major == 23 && minor == 0 && patch < 3)
            || (major == 29 && minor <= 1);
    }

    private static int Part(string[] parts, int index) =>
        index < parts.Length && int.TryParse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : int.MaxValue;
}
