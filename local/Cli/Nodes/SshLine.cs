using System.Globalization;
using System.Text.RegularExpressions;
using Local.Machines;

namespace Local.Cli.Nodes;

/// <summary>How ssh reaches a node: the stack's output <c>ssh</c>, taken apart.</summary>
/// <param name="Options">Everything before the destination, without the port; <c>${HOME}</c> is expanded.</param>
/// <param name="Port">The port that the program knows; see <see cref="At"/>.</param>
/// <param name="User">The user.</param>
/// <param name="Host">The address.</param>
internal sealed partial record SshLine(IReadOnlyList<string> Options, int Port, string User, string Host)
{
    /// <summary>Takes a line like <c>ssh -i ${HOME}/id -o "ProxyCommand=ssh …" -p 22 admin@127.1.2.3</c> apart.</summary>
    public static SshLine Parse(string line, string home)
    {
        string[] words = [.. Word().Matches(line).Select(word => word.Value.Replace("\"", "", StringComparison.Ordinal))];
        var port = Array.IndexOf(words, "-p");
        if (words is not ["ssh", .., var destination] || port < 0 || destination.Split('@') is not [var user, var host])
        {
            throw new RefusedCommandException(
                $"the stack's output names this ssh line, which is not \"ssh OPTIONS -p PORT USER@HOST\": {line}"
            );
        }

        var options = words[1..port].Concat(words[(port + 2)..^1]).Select(word => word.Replace("${HOME}", home, StringComparison.Ordinal));
        return new SshLine([.. options], int.Parse(words[port + 1], CultureInfo.InvariantCulture), user, host);
    }

    /// <summary>The same with the ports at which the node, and the machine on the way to it, are really reached.</summary>
    public SshLine At(IEndpointResolver resolver) =>
        this with
        {
            Options = [.. Options.Select(option => ProxyCommand.WithRealPort(option, resolver))],
            Port = resolver.Resolve(Host, Port),
        };

    /// <summary>The arguments of ssh up to the destination.</summary>
    public IReadOnlyList<string> Arguments => [.. Options, "-p", Port.ToString(CultureInfo.InvariantCulture), $"{User}@{Host}"];

    [GeneratedRegex("(?:[^\\s\"]|\"[^\"]*\")+")]
    private static partial Regex Word();
}
