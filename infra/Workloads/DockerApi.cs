using Infra.Remote;
using Pulumi;
using Pulumi.Docker.Inputs;
using Provider = Pulumi.Docker.Provider;
using ProviderArgs = Pulumi.Docker.ProviderArgs;

namespace Infra.Workloads;

/// <summary>Docker's API on one node, over SSH.</summary>
/// <param name="Provider">For resources on that node.</param>
/// <param name="Machine">The resource that is the machine, when the program made it: what lives on it goes with it.</param>
internal sealed record DockerApi(Provider Provider, Resource? Machine)
{
    /// <summary>
    /// For <see cref="ResourceOptions.ReplacementTrigger"/> of what lives on the machine: the id of one that the program made. A machine that a refresh found gone is made
    /// and not replaced, which <see cref="ResourceOptions.DeletedWith"/> does not see; what was on it would be taken for there.
    /// </summary>
    public Input<object>? OfMachine { get; init; }

    /// <summary>Opens no connection yet.</summary>
    public static DockerApi Of(Host host, KeyFiles keys, IReadOnlyList<ProviderRegistryAuthArgs> registries, Resource parent)
    {
        var arguments = new ProviderArgs
        {
            Host = host.Ssh.DockerHost(),
            // Left out, DOCKER_CONTEXT and DOCKER_CERT_PATH of whoever runs this go before the host.
            Context = "",
            CertPath = "",
            SshOpts = host.Ssh.SshOptions(keys.Directory).Apply(options => options.ToList()),
        };
        if (registries.Count > 0)
        {
            arguments.RegistryAuth = [.. registries];
        }

        return new(
            new Provider(
                $"{host.Name}-docker-api",
                arguments,
                new CustomResourceOptions
                {
                    Parent = parent,
                    // The key files go after everything that was reached with them.
                    DependsOn = { keys },
                }
            ),
            host.Machine
        )
        {
            OfMachine = host.Machine is null ? null : (Input<object>)host.MachineId.Apply(id => (object)id),
        };
    }
}
