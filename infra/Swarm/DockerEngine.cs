using Infra.Remote;
using Infra.Settings;
using Pulumi;

namespace Infra.Swarm;

/// <summary>Docker Engine on one host, usable by the SSH user without sudo.</summary>
public sealed class DockerEngine : ComponentResource
{
    /// <summary>The component's type.</summary>
    public const string Token = "swarm:swarm:DockerEngine";

    /// <summary>Waits until the host is ready, then installs the engine.</summary>
    public DockerEngine(string name, DockerEngineArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var ready = Arrival.Register($"{name}-ready", args.Host, this);

        Installed = new RemoteStep
        {
            Host = args.Host,
            Create = Script.Render(
                "docker",
                TimeSpan.FromMinutes(30),
                ("NODE", args.Host.Name),
                ("CHANNEL", args.Docker.Channel == DockerChannel.Docker ? "docker" : "distro"),
                ("ENGINE_VERSION", args.Docker.Version ?? "")
            ),
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
        RegisterOutputs();
    }

    /// <summary>What has to be there before the host can take part in a swarm.</summary>
    public Resource Installed { get; }
}

/// <summary>The arguments of <see cref="DockerEngine"/>.</summary>
public sealed class DockerEngineArgs : ResourceArgs
{
    /// <summary>Where.</summary>
    public required Host Host { get; init; }

    /// <summary>Which engine.</summary>
    public required DockerSettings Docker { get; init; }
}
