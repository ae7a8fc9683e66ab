using Local.Cli.Nodes;

namespace Local.Cli.Verify;

/// <summary>The swarm as this computer sees it: by the nodes' public addresses.</summary>
internal interface IOutside
{
    /// <summary>The body that a new connection's GET of <c>/</c> answers. Throws <see cref="CheckFailedException"/> when there is no good answer.</summary>
    Task<string> GetAsync(Node node, int port, CancellationToken cancellation);

    /// <summary>Whether a TCP connection is accepted.</summary>
    Task<bool> AcceptsAsync(Node node, int port, CancellationToken cancellation);

    /// <summary>Whether a UDP datagram is taken; null where a silent firewall looks the same, which is everywhere but on this computer.</summary>
    Task<bool?> TakesDatagramsAsync(Node node, int port, CancellationToken cancellation);
}
