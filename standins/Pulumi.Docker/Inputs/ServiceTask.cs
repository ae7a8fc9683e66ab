namespace Pulumi.Docker.Inputs;

/// <summary>What each task of a service is.</summary>
public sealed class ServiceTaskSpecArgs : ResourceArgs
{
    /// <summary>The container.</summary>
    [Input("containerSpec", required: true)]
    public Input<ServiceTaskSpecContainerSpecArgs> ContainerSpec { get; set; } = null!;

    /// <summary>The networks that it is attached to.</summary>
    [field: Input("networksAdvanceds")]
    public InputList<ServiceTaskSpecNetworksAdvancedArgs> NetworksAdvanceds
    {
        get => field ??= new();
        set;
    }

    /// <summary>The nodes that it may run on.</summary>
    [Input("placement")]
    public Input<ServiceTaskSpecPlacementArgs>? Placement { get; set; }

    /// <summary>What it may use of a node.</summary>
    [Input("resources")]
    public Input<ServiceTaskSpecResourcesArgs>? Resources { get; set; }

    /// <summary>When it is started again.</summary>
    [Input("restartPolicy")]
    public Input<ServiceTaskSpecRestartPolicyArgs>? RestartPolicy { get; set; }

    /// <summary>Where its log goes.</summary>
    [Input("logDriver")]
    public Input<ServiceTaskSpecLogDriverArgs>? LogDriver { get; set; }
}

/// <summary>A network that tasks are attached to.</summary>
public sealed class ServiceTaskSpecNetworksAdvancedArgs : ResourceArgs
{
    /// <summary>The network's id.</summary>
    [Input("id")]
    public Input<string>? Id { get; set; }

    /// <summary>Deprecated, and replaces the service after a refresh: use <see cref="Id"/>.</summary>
    [Input("name")]
    public Input<string>? Name { get; set; }

    /// <summary>More names that the service answers to.</summary>
    [field: Input("aliases")]
    public InputList<string> Aliases
    {
        get => field ??= new();
        set;
    }

    /// <summary>Options of the driver.</summary>
    [field: Input("driverOpts")]
    public InputList<string> DriverOpts
    {
        get => field ??= new();
        set;
    }
}

/// <summary>The nodes that tasks may run on.</summary>
public sealed class ServiceTaskSpecPlacementArgs : ResourceArgs
{
    /// <summary>Conditions such as node.role == worker.</summary>
    [field: Input("constraints")]
    public InputList<string> Constraints
    {
        get => field ??= new();
        set;
    }

    /// <summary>How tasks are spread.</summary>
    [field: Input("prefs")]
    public InputList<string> Prefs
    {
        get => field ??= new();
        set;
    }

    /// <summary>The most tasks on one node; default 0, no limit.</summary>
    [Input("maxReplicas")]
    public Input<int>? MaxReplicas { get; set; }
}

/// <summary>What a task may use of a node.</summary>
public sealed class ServiceTaskSpecResourcesArgs : ResourceArgs
{
    /// <summary>The most that it gets.</summary>
    [Input("limits")]
    public Input<ServiceTaskSpecResourcesLimitsArgs>? Limits { get; set; }

    /// <summary>What is kept free for it.</summary>
    [Input("reservation")]
    public Input<ServiceTaskSpecResourcesReservationArgs>? Reservation { get; set; }
}

/// <summary>The most that a task gets.</summary>
public sealed class ServiceTaskSpecResourcesLimitsArgs : ResourceArgs
{
    /// <summary>Memory in bytes.</summary>
    [Input("memoryBytes")]
    public Input<int>? MemoryBytes { get; set; }

    /// <summary>Processors in billionths.</summary>
    [Input("nanoCpus")]
    public Input<int>? NanoCpus { get; set; }
}

/// <summary>What is kept free for a task.</summary>
public sealed class ServiceTaskSpecResourcesReservationArgs : ResourceArgs
{
    /// <summary>Memory in bytes.</summary>
    [Input("memoryBytes")]
    public Input<int>? MemoryBytes { get; set; }

    /// <summary>Processors in billionths.</summary>
    [Input("nanoCpus")]
    public Input<int>? NanoCpus { get; set; }

    /// <summary>What is kept free of a node's own kinds of things.</summary>
    [Input("genericResources")]
    public Input<ServiceTaskSpecResourcesReservationGenericResourcesArgs>? GenericResources { get; set; }
}

/// <summary>What is kept free of a node's own kinds of things.</summary>
public sealed class ServiceTaskSpecResourcesReservationGenericResourcesArgs : ResourceArgs
{
    /// <summary>So many of a kind, such as SSD=3.</summary>
    [field: Input("discreteResourcesSpecs")]
    public InputList<string> DiscreteResourcesSpecs
    {
        get => field ??= new();
        set;
    }
}

/// <summary>When a task is started again.</summary>
public sealed class ServiceTaskSpecRestartPolicyArgs : ResourceArgs
{
    /// <summary>any (the default), on-failure or none.</summary>
    [Input("condition")]
    public Input<string>? Condition { get; set; }

    /// <summary>The pause before it; default 5s.</summary>
    [Input("delay")]
    public Input<string>? Delay { get; set; }

    /// <summary>The most tries; default 0, no limit.</summary>
    [Input("maxAttempts")]
    public Input<int>? MaxAttempts { get; set; }

    /// <summary>How long a task must live for its tries to be forgotten.</summary>
    [Input("window")]
    public Input<string>? Window { get; set; }
}

/// <summary>Where a task's log goes.</summary>
public sealed class ServiceTaskSpecLogDriverArgs : ResourceArgs
{
    /// <summary>The driver.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>Options of the driver.</summary>
    [field: Input("options")]
    public InputMap<string> Options
    {
        get => field ??= new();
        set;
    }
}
