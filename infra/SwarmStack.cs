using Pulumi;

namespace Infra;

/// <summary>The story: hosts, Docker, swarm, network and services.</summary>
public sealed class SwarmStack : Stack
{
}
