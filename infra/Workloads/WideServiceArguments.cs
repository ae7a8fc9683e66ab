using Pulumi;
using Pulumi.Docker;
using Pulumi.Docker.Inputs;

namespace Infra.Workloads;

/// <summary>
/// The arguments of a service whose memory or processors are beyond 32 bits: the provider counts in 64, but Pulumi.Docker's arguments hold an int. Every
/// other argument is the package's own; the engine receives the same resource.
/// </summary>
internal sealed class WideServiceArguments : ResourceArgs
{
    /// <summary>The type of the resource that the package's <see cref="Service"/> is.</summary>
    public const string Token = "docker:index/service:Service";

    public WideServiceArguments(ServiceArgs service, WideTaskArguments task)
    {
        Name = service.Name;
        Labels = service.Labels;
        TaskSpec = task;
        Mode = service.Mode;
        EndpointSpec = service.EndpointSpec;
        UpdateConfig = service.UpdateConfig;
        RollbackConfig = service.RollbackConfig;
    }

    [Input("name")]
    public Input<string>? Name { get; }

    [Input("labels")]
    public InputList<ServiceLabelArgs> Labels { get; }

    [Input("taskSpec", required: true)]
    public Input<WideTaskArguments> TaskSpec { get; }

    [Input("mode")]
    public Input<ServiceModeArgs>? Mode { get; }

    [Input("endpointSpec")]
    public Input<ServiceEndpointSpecArgs>? EndpointSpec { get; }

    [Input("updateConfig")]
    public Input<ServiceUpdateConfigArgs>? UpdateConfig { get; }

    [Input("rollbackConfig")]
    public Input<ServiceRollbackConfigArgs>? RollbackConfig { get; }
}

/// <summary><see cref="ServiceTaskSpecArgs"/> with resources of its own.</summary>
internal sealed class WideTaskArguments(ServiceTaskSpecArgs task, WideResourceArguments resources) : ResourceArgs
{
    [Input("containerSpec", required: true)]
    public Input<ServiceTaskSpecContainerSpecArgs> ContainerSpec { get; } = task.ContainerSpec;

    [Input("networksAdvanceds")]
    public InputList<ServiceTaskSpecNetworksAdvancedArgs> NetworksAdvanceds { get; } = task.NetworksAdvanceds;

    [Input("restartPolicy")]
    public Input<ServiceTaskSpecRestartPolicyArgs>? RestartPolicy { get; } = task.RestartPolicy;

    [Input("placement")]
    public Input<ServiceTaskSpecPlacementArgs>? Placement { get; } = task.Placement;

    [Input("logDriver")]
    public Input<ServiceTaskSpecLogDriverArgs>? LogDriver { get; } = task.LogDriver;

    [Input("resources")]
    public Input<WideResourceArguments> Resources { get; } = resources;
}

/// <summary><see cref="ServiceTaskSpecResourcesArgs"/> with amounts of its own.</summary>
internal sealed class WideResourceArguments : ResourceArgs
{
    [Input("limits")]
    public Input<WideAmountArguments>? Limits { get; init; }

    [Input("reservation")]
    public Input<WideAmountArguments>? Reservation { get; init; }
}

/// <summary><see cref="ServiceTaskSpecResourcesLimitsArgs"/> and <see cref="ServiceTaskSpecResourcesReservationArgs"/>, in 64 bits.</summary>
internal sealed class WideAmountArguments : ResourceArgs
{
    // Numbers travel as doubles in any case; they are exact up to 8 PiB.
    [Input("memoryBytes")]
    public Input<double>? MemoryBytes { get; init; }

    [Input("nanoCpus")]
    public Input<double>? NanoCpus { get; init; }

    [Input("genericResources")]
    public Input<ServiceTaskSpecResourcesReservationGenericResourcesArgs>? GenericResources { get; init; }
}
