using System.Collections.Immutable;
using Infra.Hosts;
using Infra.Remote;
using Pulumi;

namespace Infra;

/// <summary>What the stack tells its users. No token, no key.</summary>
internal static class StackOutputs
{
    public static Output<ImmutableArray<ImmutableDictionary<string, string>>> Nodes(IEnumerable<Host> hosts, KeyFiles keys) =>
        Output.All(
            hosts.Select(host =>
                Output
                    .Tuple(host.PublicAddress, host.Ssh.SshLine(keys.Directory), host.PrivateAddress)
                    .Apply(known =>
                        new Dictionary<string, string>
                        {
                            ["name"] = host.Name,
                            ["role"] = host.Role == Settings.NodeRole.Manager ? "manager" : "worker",
                            ["privateAddress"] = known.Item3,
                            ["publicAddress"] = known.Item1,
                            ["ssh"] = known.Item2,
                        }.ToImmutableDictionary()
                    )
            )
        );

    public static Output<ImmutableArray<string>> Endpoints(
        IEnumerable<Host> hosts,
        AwsLoadBalancer? loadBalancer,
        IReadOnlyList<PublishedPort> published
    ) =>
        Output
            .All(loadBalancer is null ? hosts.Select(host => host.PublicAddress) : [loadBalancer.DnsName])
            .Apply(addresses =>
                published
                    .Where(port => port.Protocol == "tcp")
                    .SelectMany(port => addresses.Where(address => address.Length > 0).Select(address => $"http://{address}:{port.Number}"))
                    .ToImmutableArray()
            );
}
