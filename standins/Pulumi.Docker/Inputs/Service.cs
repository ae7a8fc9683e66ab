namespace Pulumi.Docker.Inputs;

/// <summary>How a service is reached.</summary>
public sealed class ServiceEndpointSpecArgs : ResourceArgs
{
    /// <summary>vip (the default) or dnsrr.</summary>
    [Input("mode")]
    public Input<string>? Mode { get; set; }

    /// <summary>The ports that are published.</summary>
    [field: Input("ports")]
    public InputList<ServiceEndpointSpecPortArgs> Ports
    {
        get => field ??= new();
        set;
    }
}

/// <summary>A published port.</summary>
public sealed class ServiceEndpointSpecPortArgs : ResourceArgs
{
    /// <summary>tcp (the default), udp or sctp.</summary>
    [Input("protocol")]
    public Input<string>? Protocol { get; set; }

    /// <summary>ingress (the default, on every node) or host (on the task's node).</summary>
    [Input("publishMode")]
    public Input<string>? PublishMode { get; set; }

    /// <summary>The port on the nodes.</summary>
    [Input("publishedPort")]
    public Input<int>? PublishedPort { get; set; }

    /// <summary>The port in the container.</summary>
    [Input("targetPort", required: true)]
    public Input<int> TargetPort { get; set; } = null!;
}

/// <summary>A label of a service.</summary>
public sealed class ServiceLabelArgs : ResourceArgs
{
    [Input("label", required: true)]
    public Input<string> Label { get; set; } = null!;

    [Input("value", required: true)]
    public Input<string> Value { get; set; } = null!;
}

/// <summary>How many tasks a service has.</summary>
public sealed class ServiceModeArgs : ResourceArgs
{
    /// <summary>Whether there is one on every node.</summary>
    [Input("global")]
    public Input<bool>? Global { get; set; }

    /// <summary>A fixed number.</summary>
    [Input("replicated")]
    public Input<ServiceModeReplicatedArgs>? Replicated { get; set; }
}

/// <summary>A fixed number of tasks.</summary>
public sealed class ServiceModeReplicatedArgs : ResourceArgs
{
    /// <summary>The number; default 1.</summary>
    [Input("replicas")]
    public Input<int>? Replicas { get; set; }
}

/// <summary>How a failed change is taken back.</summary>
public sealed class ServiceRollbackConfigArgs : ResourceArgs
{
    /// <summary>How many tasks are changed at once, 0 for all; default 1.</summary>
    [Input("parallelism")]
    public Input<int>? Parallelism { get; set; }

    /// <summary>The pause between them; default 0s.</summary>
    [Input("delay")]
    public Input<string>? Delay { get; set; }

    /// <summary>pause (the default) or continue.</summary>
    [Input("failureAction")]
    public Input<string>? FailureAction { get; set; }

    /// <summary>How long a task must live to count as good; default 5s.</summary>
    [Input("monitor")]
    public Input<string>? Monitor { get; set; }

    /// <summary>The share of tasks that may fail; default 0.0.</summary>
    [Input("maxFailureRatio")]
    public Input<string>? MaxFailureRatio { get; set; }

    /// <summary>stop-first or start-first; default stop-first.</summary>
    [Input("order")]
    public Input<string>? Order { get; set; }
}

/// <summary>How a change is rolled out.</summary>
public sealed class ServiceUpdateConfigArgs : ResourceArgs
{
    /// <summary>How many tasks are changed at once, 0 for all; default 1.</summary>
    [Input("parallelism")]
    public Input<int>? Parallelism { get; set; }

    /// <summary>The pause between them; default 0s.</summary>
    [Input("delay")]
    public Input<string>? Delay { get; set; }

    /// <summary>pause (the default), continue or rollback.</summary>
    [Input("failureAction")]
    public Input<string>? FailureAction { get; set; }

    /// <summary>How long a task must live to count as good; default 5s.</summary>
    [Input("monitor")]
    public Input<string>? Monitor { get; set; }

    /// <summary>The share of tasks that may fail; default 0.0.</summary>
    [Input("maxFailureRatio")]
    public Input<string>? MaxFailureRatio { get; set; }

    /// <summary>stop-first or start-first; default stop-first.</summary>
    [Input("order")]
    public Input<string>? Order { get; set; }
}
