namespace Local.Cli.Nodes;

/// <summary>How ssh reaches a node: the stack's output <c>ssh</c>, taken apart.</summary>
/// <param name="Options">Everything before the destination, without the port; <c>${HOME}</c> is expanded.</param>
/// <param name="Port">The port that the program knows; <see cref="Arguments"/> takes the real one.</param>
/// <param name="User">The user.</param>
/// <param name="Host">The address.</param>
internal sealed record SshLine(IReadOnlyList<string> Options, int Port, string User, string Host)
{
    /// <summary>Takes a line like <c>ssh -i ${HOME}/id -p 22 admin@127.1.2.3</c> apart.</summary>
    public static SshLine Parse(string line, string home)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var port = Array.IndexOf(words, "-p");
        if (words is not ["ssh", .., var destination] || port < 0 || destination.Split('@') is not [var user, var host])
        {
            throw new RefusedCommandException(
                $"the stack's output names this ssh line, which is not \"ssh OPTIONS -p PORT USER@HOST\": {line}"
            );
        }

        var options = words[1..port].Concat(words[(port + 2)..^1]).Select(word => word.Replace("${HOME}", home, StringComparison.Ordinal));
        return new SshLine([.. options], int.Parse(words[port + 1], System.Globalization.CultureInfo.InvariantCulture), user, host);
    }

    /// <summary>The arguments of ssh up to the destination, with the port at which the node is really reached.</summary>
    public IReadOnlyList<string> Arguments(int realPort) =>
        [.. Options, "-p", realPort.ToString(System.Globalization.CultureInfo.InvariantCulture), $"{User}@{Host}"];
}
