using System.Globalization;
using Infra.Compose;
using Infra.Compose.Format;
using Pulumi;
using Pulumi.Docker;
using Pulumi.Docker.Inputs;
using Service = Infra.Compose.Format.Service;

namespace Infra.Workloads;

/// <summary>
/// A service of a stack file in the provider's terms, with every default and every empty part written out: what is left out, the provider does not compare,
/// and what was taken out of the file would stay.
/// </summary>
internal sealed class ServiceArguments(EngineNames names, EngineObjects objects)
{
    /// <summary>The service as a resource.</summary>
    public CustomResource Create(Service service, CustomResourceOptions options)
    {
        var task = Task(service);
        var arguments = Of(service, task);
        return IsWide(service.Deploy.Resources)
            ? new CustomResource(
                WideServiceArguments.Token,
                service.Name,
                new WideServiceArguments(arguments, new WideTaskArguments(task, Wide(service.Deploy.Resources))),
                options
            )
            : new Pulumi.Docker.Service(service.Name, arguments, options);
    }

    private ServiceArgs Of(Service service, ServiceTaskSpecArgs task)
    {
        var arguments = new ServiceArgs
        {
            Name = objects.NameOfUserOf(service, names.Of(service)),
            Labels = [.. names.Labels(service).Select(label => new ServiceLabelArgs { Label = label.Key, Value = label.Value.ToInput() })],
            Mode = service.Deploy.Global
                ? new ServiceModeArgs { Global = true }
                : new ServiceModeArgs { Replicated = new ServiceModeReplicatedArgs { Replicas = service.Deploy.Replicas } },
            TaskSpec = task,
            EndpointSpec = new ServiceEndpointSpecArgs { Mode = service.Deploy.EndpointMode, Ports = [.. service.Ports.Select(Published)] },
            UpdateConfig = Update(service.Deploy.UpdateConfig),
        };
        if (service.Deploy.RollbackConfig is { } rollback)
        {
            arguments.RollbackConfig = Rollback(rollback);
        }

        return arguments;
    }

    private ServiceTaskSpecArgs Task(Service service)
    {
        var task = new ServiceTaskSpecArgs
        {
            ContainerSpec = new ContainerArguments(names, objects).Of(service),
            // By id: a name is another value than the id that the engine reports, and replaces the service (pulumi-docker#233).
            NetworksAdvanceds = [.. service.Networks.Select(attachment => Attached(service, attachment))],
            RestartPolicy = Restart(service.Deploy.RestartPolicy),
            Placement = Placement(service.Deploy),
        };
        if (!IsWide(service.Deploy.Resources))
        {
            task.Resources = Resources(service.Deploy.Resources);
        }

        if (service.Logging is { } logging)
        {
            task.LogDriver = new ServiceTaskSpecLogDriverArgs { Name = logging.Driver, Options = logging.Options.ToInputMap() };
        }

        return task;
    }

    private ServiceTaskSpecNetworksAdvancedArgs Attached(Service service, Attachment attachment)
    {
        var arguments = new ServiceTaskSpecNetworksAdvancedArgs { Id = objects.NetworkId(attachment.Network.Name) };
        // As docker does it: networks of a node itself know no names.
        if (!objects.IsBuiltInNetwork(attachment.Network.Name))
        {
            arguments.Aliases = [.. attachment.Aliases.Append(service.Name).Distinct()];
        }

        if (attachment.DriverOptions.Count > 0)
        {
            arguments.DriverOpts = [.. attachment.DriverOptions.Select(option => $"{option.Key}={option.Value}")];
        }

        return arguments;
    }

    private static ServiceTaskSpecPlacementArgs Placement(Deploy deploy) =>
        new()
        {
            Constraints = [.. deploy.Constraints.Select(constraint => constraint.Text)],
            Prefs = [.. deploy.Spread],
            MaxReplicas = deploy.MaxReplicasPerNode,
        };

    // Whole, or the engine's own defaults for the missing parts differ in every preview (pulumi-docker#1285).
    private static ServiceTaskSpecRestartPolicyArgs Restart(RestartPolicy policy) =>
        new()
        {
            Condition = policy.Condition,
            Delay = Durations.Render(policy.Delay),
            MaxAttempts = policy.MaxAttempts,
            Window = Durations.Render(policy.Window),
        };

    private static ServiceUpdateConfigArgs Update(UpdateConfig config) =>
        new()
        {
            Parallelism = config.Parallelism,
            Delay = Durations.Render(config.Delay),
            FailureAction = config.FailureAction,
            Monitor = Durations.Render(config.Monitor),
            MaxFailureRatio = Ratio(config.MaxFailureRatio),
            Order = config.Order,
        };

    private static ServiceRollbackConfigArgs Rollback(UpdateConfig config) =>
        new()
        {
            Parallelism = config.Parallelism,
            Delay = Durations.Render(config.Delay),
            FailureAction = config.FailureAction,
            Monitor = Durations.Render(config.Monitor),
            MaxFailureRatio = Ratio(config.MaxFailureRatio),
            Order = config.Order,
        };

    // The provider reads one decimal back: any more would be a difference in every preview. Downwards, so that no more may fail than the file allows.
    private static string Ratio(decimal ratio) => (Math.Floor(ratio * 10) / 10).ToString("0.0", CultureInfo.InvariantCulture);

    private static bool IsWide(ResourceLimits resources) =>
        new[] { resources.Limits, resources.Reservations }.Any(amount =>
            amount.NanoCpus > int.MaxValue || amount.MemoryBytes > int.MaxValue
        );

    private static ServiceTaskSpecResourcesArgs Resources(ResourceLimits resources) =>
        new()
        {
            Limits = resources.IsLimited
                ? new ServiceTaskSpecResourcesLimitsArgs
                {
                    NanoCpus = (int)resources.Limits.NanoCpus,
                    MemoryBytes = (int)resources.Limits.MemoryBytes,
                }
                : null!,
            Reservation = resources.IsReserved
                ? new ServiceTaskSpecResourcesReservationArgs
                {
                    NanoCpus = (int)resources.Reservations.NanoCpus,
                    MemoryBytes = (int)resources.Reservations.MemoryBytes,
                    GenericResources = Generic(resources)!,
                }
                : null!,
        };

    private static WideResourceArguments Wide(ResourceLimits resources) =>
        new()
        {
            Limits = resources.IsLimited
                ? new WideAmountArguments { NanoCpus = resources.Limits.NanoCpus, MemoryBytes = resources.Limits.MemoryBytes }
                : null!,
            Reservation = resources.IsReserved
                ? new WideAmountArguments
                {
                    NanoCpus = resources.Reservations.NanoCpus,
                    MemoryBytes = resources.Reservations.MemoryBytes,
                    GenericResources = Generic(resources)!,
                }
                : null!,
        };

    private static ServiceTaskSpecResourcesReservationGenericResourcesArgs? Generic(ResourceLimits resources) =>
        resources.Generic.Count == 0 ? null : new() { DiscreteResourcesSpecs = [.. resources.Generic] };

    private static ServiceEndpointSpecPortArgs Published(Port port)
    {
        var arguments = new ServiceEndpointSpecPortArgs
        {
            TargetPort = port.Target,
            Protocol = port.Protocol,
            PublishMode = port.Mode,
        };
        if (port.Published > 0)
        {
            arguments.PublishedPort = port.Published;
        }

        return arguments;
    }
}
