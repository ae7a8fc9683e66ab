using System.Globalization;
using System.Text.RegularExpressions;

namespace Local.Machines;

/// <summary>The option of ssh that leads through another machine, <c>ProxyCommand=ssh … -p PORT USER@HOST</c>.</summary>
public static partial class ProxyCommand
{
    /// <summary>The option with the port at which that machine is really reached; another option stays as it is.</summary>
    public static string WithRealPort(string option, IEndpointResolver endpoints) =>
        Way().Match(option) is { Success: true } way
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{way.Groups["before"]}{endpoints.Resolve(way.Groups["host"].Value, int.Parse(way.Groups["port"].Value, CultureInfo.InvariantCulture))}{way.Groups["after"]}"
            )
            : option;

    [GeneratedRegex(
        @"^(?<before>ProxyCommand=ssh .* -p )(?<port>\d+)(?<after> (?:[^@ ]+@)?(?<host>[^@ ]+))$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Way();
}
