using System.Text;
using Infra.Remote;
using Infra.Settings;
using Pulumi;
using Pulumi.Command.Remote;

namespace Infra.Swarm;

/// <summary>Docker Engine on one host, usable by the SSH user without sudo.</summary>
internal sealed class DockerEngine : ComponentResource
{
    /// <summary>The component's type.</summary>
    public const string Token = "swarm:swarm:DockerEngine";

    private readonly Command _step;

    /// <summary>Waits until the host is ready, then installs the engine.</summary>
    public DockerEngine(string name, DockerEngineArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        Host = args.Host;
        var ready = Arrival.Register($"{name}-ready", args.Host, this);

        _step = new RemoteStep
        {
            Host = args.Host,
            Create = Script(args.Docker, ("NODE", args.Host.Name), ("TURN", "")),
            Stdin = Lines(args.Docker),
            WhyNoDelete = "On AWS the engine goes with the machine; on a host that exists already others may use it.",
        }.Register(
            $"{name}-docker",
            new CustomResourceOptions
            {
                Parent = this,
                // Packages can be installed only when the first boot is over.
                DependsOn = { ready },
            }
        );
        if (args.Docker.RemovesImages is { } removes)
        {
            new RemoteStep
            {
                Host = args.Host,
                Create = Remote.Script.Render(
                    "images",
                    TimeSpan.FromMinutes(5),
                    ("NODE", args.Host.Name),
                    ("UNUSED", removes ? "remove" : "keep")
                ),
                WhyNoDelete =
                    "On AWS it goes with the machine; a host that is taken out may be dead, and swarm:unusedImages turns it off before.",
            }.Register(
                $"{name}-images",
                new CustomResourceOptions
                {
                    Parent = this,
                    // There is nothing to remove before, and the installation of the engine has the machine to itself.
                    DependsOn = { _step },
                }
            );
        }

        if (args.RegistriesOfRole.Count > 0)
        {
            Helper = new RemoteStep
            {
                Host = args.Host,
                Create = HelperScript(args.Host, string.Join(' ', args.RegistriesOfRole)),
                Delete = args.IsSpot ? null : HelperScript(args.Host, ""),
                WhyNoDelete = args.IsSpot ? "It goes with the machine, which AWS may have taken back." : null,
                // Another machine has the step run again in place: what undoes it would reach the new machine by the old one's address, or nobody.
                Stdin = args.Host.MachineId.Apply(id => id + "\n"),
                ReplaceWithMachine = false,
            }.Register(
                $"{name}-credential-helper",
                new CustomResourceOptions
                {
                    Parent = this,
                    DependsOn = { _step },
                    DeletedWith = args.Host.Machine,
                    // Of a stack whose step was still replaced with its machine.
                    IgnoreChanges = ["triggers"],
                }
            );
        }

        RegisterOutputs();
    }

    /// <summary>What gets passwords of registries that expire; null: there are none.</summary>
    public Resource? Helper { get; }

    /// <summary>Where the engine is.</summary>
    public Host Host { get; }

    /// <summary>What has to be there before the host can take part in a swarm.</summary>
    public Resource Installed => _step;

    /// <summary>Since when the engine of a node in the swarm waits for its turn to change, in seconds; empty when it is as it should be.</summary>
    public Output<string> WaitsSince => _step.Stdout.OrNone().Apply(printed => printed.Trim());

    private static Script HelperScript(Host host, string registries) =>
        Remote.Script.Render(
            "helper",
            TimeSpan.FromMinutes(15),
            ("NODE", host.Name),
            ("ROLE", host.Role == NodeRole.Manager ? "manager" : "worker"),
            ("HELPER", "docker-credential-ecr-login"),
            ("PACKAGE", "amazon-ecr-credential-helper"),
            ("REGISTRIES", registries)
        );

    /// <summary>What makes an engine what the settings say.</summary>
    internal static Script Script(DockerSettings docker, params (string Name, string Value)[] variables) =>
        Remote
            .Script.Render(
                "docker",
                TimeSpan.FromMinutes(30),
                [
                    .. variables,
                    ("CHANNEL", docker.Channel == DockerChannel.Docker ? "docker" : "distro"),
                    ("ENGINE_VERSION", docker.Version ?? ""),
                ]
            )
            .After("network")
            .After("daemon");

    /// <summary>What the script reads.</summary>
    internal static Output<string> Lines(DockerSettings docker) =>
        docker.Daemon.IsSecret || docker.Network.IsSecret ? Output.CreateSecret(LinesOf(docker)) : Output.Create(LinesOf(docker));

    /// <summary>The same as a plain text.</summary>
    internal static string LinesOf(DockerSettings docker) =>
        string.Concat(
            new[] { $"settings {docker.Daemon.Settings}" }
                .Concat(docker.Daemon.Defaults.Select(one => $"default {one}"))
                .Concat(OfNetwork(docker.Network))
                .Select(line => line + "\n")
        );

    private static IEnumerable<string> OfNetwork(NetworkSettings network)
    {
        if (network.Proxy is not null)
        {
            yield return $"proxy {network.Proxy}";
            yield return $"no-proxy {string.Join(',', network.NoProxy)}";
        }

        if (network.AptMirror is not null)
        {
            yield return $"mirror {network.AptMirror}";
        }

        foreach (var certificate in network.Certificates)
        {
            yield return $"certificate {Convert.ToBase64String(Encoding.UTF8.GetBytes(certificate))}";
        }
    }
}

/// <summary>The arguments of <see cref="DockerEngine"/>.</summary>
internal sealed class DockerEngineArgs : ResourceArgs
{
    /// <summary>Where.</summary>
    public required Host Host { get; init; }

    /// <summary>Which engine.</summary>
    public required DockerSettings Docker { get; init; }

    /// <summary>Whether the host is a spot machine, which may be gone when something of it is undone.</summary>
    public bool IsSpot { get; init; }

    /// <summary>The registries of ECR, whose passwords expire.</summary>
    public IReadOnlyList<string> RegistriesOfRole { get; init; } = [];
}
