using System.Globalization;
using Infra.Workloads.Format;
using Pulumi;
using Pulumi.Docker;
using Pulumi.Docker.Inputs;
using Service = Infra.Workloads.Format.Service;

namespace Infra.Workloads;

/// <summary>A service of a stack file in the provider's terms, with every default written out: what is left out, the provider does not compare.</summary>
internal static class ServiceArguments
{
    public static ServiceArgs Of(Service service, IEnumerable<Output<string>> networkIds) => new()
    {
        Name = service.Name,
        Labels = [.. service.Deploy.Labels.Select(label => new ServiceLabelArgs { Label = label.Key, Value = label.Value })],
        Mode = service.Deploy.Global
            ? new ServiceModeArgs { Global = true }
            : new ServiceModeArgs { Replicated = new ServiceModeReplicatedArgs { Replicas = service.Deploy.Replicas } },
        TaskSpec = new ServiceTaskSpecArgs
        {
            ContainerSpec = Container(service),
            // By id: a name is another value than the id that the engine reports, and replaces the service (pulumi-docker#233).
            NetworksAdvanceds = [.. networkIds.Select(id => new ServiceTaskSpecNetworksAdvancedArgs { Id = id })],
            RestartPolicy = Restart(service.Deploy.RestartPolicy),
            Resources = Resources(service.Deploy.Resources)!,
            Placement = service.Deploy.Constraints.Count == 0
                ? null!
                : new ServiceTaskSpecPlacementArgs { Constraints = [.. service.Deploy.Constraints] },
        },
        EndpointSpec = new ServiceEndpointSpecArgs { Mode = "vip", Ports = [.. service.Ports.Select(Published)] },
        UpdateConfig = Update(service.Deploy.UpdateConfig),
        // Without it a service with no running task counts as a success.
        ConvergeConfig = new ServiceConvergeConfigArgs { Delay = "1s", Timeout = "5m" },
    };

    private static ServiceTaskSpecContainerSpecArgs Container(Service service)
    {
        var spec = new ServiceTaskSpecContainerSpecArgs
        {
            Image = service.Image,
            Commands = [.. service.Entrypoint],
            Args = [.. service.Command],
            Env = Map(service.Environment),
            Labels = [.. service.Labels.Select(label => new ServiceTaskSpecContainerSpecLabelArgs { Label = label.Key, Value = label.Value })],
            // Left out, the provider sends zero, and tasks are killed at once.
            StopGracePeriod = Durations.Render(service.StopGracePeriod),
        };
        if (service.Healthcheck is { } check)
        {
            spec.Healthcheck = new ServiceTaskSpecContainerSpecHealthcheckArgs
            {
                Tests = [.. check.Test],
                Interval = Durations.Render(check.Interval),
                Timeout = Durations.Render(check.Timeout),
                StartPeriod = Durations.Render(check.StartPeriod),
                Retries = check.Retries,
            };
        }

        return spec;
    }

    private static InputMap<string> Map(IReadOnlyDictionary<string, string> values)
    {
        var map = new InputMap<string>();
        foreach (var (name, value) in values)
        {
            map.Add(name, value);
        }

        return map;
    }

    // Whole, or the engine's own defaults for the missing parts differ in every preview (pulumi-docker#1285).
    private static ServiceTaskSpecRestartPolicyArgs Restart(RestartPolicy policy) => new()
    {
        Condition = policy.Condition,
        Delay = Durations.Render(policy.Delay),
        MaxAttempts = policy.MaxAttempts,
        Window = Durations.Render(policy.Window),
    };

    private static ServiceUpdateConfigArgs Update(UpdateConfig config) => new()
    {
        Parallelism = config.Parallelism,
        Delay = Durations.Render(config.Delay),
        FailureAction = config.FailureAction,
        Monitor = Durations.Render(config.Monitor),
        MaxFailureRatio = config.MaxFailureRatio.ToString("0.0", CultureInfo.InvariantCulture),
        Order = config.Order,
    };

    private static ServiceTaskSpecResourcesArgs? Resources(ResourceLimits resources)
    {
        if (resources == ResourceLimits.None)
        {
            return null;
        }

        var arguments = new ServiceTaskSpecResourcesArgs();
        if (resources.Limits != ResourceAmount.None)
        {
            arguments.Limits = new ServiceTaskSpecResourcesLimitsArgs { NanoCpus = resources.Limits.NanoCpus, MemoryBytes = resources.Limits.MemoryBytes };
        }

        if (resources.Reservations != ResourceAmount.None)
        {
            arguments.Reservation = new ServiceTaskSpecResourcesReservationArgs
            {
                NanoCpus = resources.Reservations.NanoCpus,
                MemoryBytes = resources.Reservations.MemoryBytes,
            };
        }

        return arguments;
    }

    private static ServiceEndpointSpecPortArgs Published(Port port) => new()
    {
        PublishedPort = port.Published,
        TargetPort = port.Target,
        Protocol = port.Protocol,
        PublishMode = port.Mode,
    };
}
