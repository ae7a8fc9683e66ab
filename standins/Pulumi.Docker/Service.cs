namespace Pulumi.Docker;

/// <summary>A service of a swarm: so many containers of one kind, kept running.</summary>
public class Service : CustomResource
{
    private const string Token = "docker:index/service:Service";

    public Service(string name, ServiceArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new ServiceArgs(), Package.Options(options)) { }
}

/// <summary>The arguments of <see cref="Service"/>.</summary>
public sealed class ServiceArgs : ResourceArgs
{
    /// <summary>The name; default: the resource's, with a random suffix.</summary>
    [Input("name")]
    public Input<string>? Name { get; set; }

    /// <summary>Labels that the engine keeps with it.</summary>
    [field: Input("labels")]
    public InputList<Inputs.ServiceLabelArgs> Labels
    {
        get => field ??= new();
        set;
    }

    /// <summary>What each of its tasks is.</summary>
    [Input("taskSpec", required: true)]
    public Input<Inputs.ServiceTaskSpecArgs> TaskSpec { get; set; } = null!;

    /// <summary>How many tasks there are; default one replica.</summary>
    [Input("mode")]
    public Input<Inputs.ServiceModeArgs>? Mode { get; set; }

    /// <summary>How it is reached.</summary>
    [Input("endpointSpec")]
    public Input<Inputs.ServiceEndpointSpecArgs>? EndpointSpec { get; set; }

    /// <summary>How a change is rolled out.</summary>
    [Input("updateConfig")]
    public Input<Inputs.ServiceUpdateConfigArgs>? UpdateConfig { get; set; }

    /// <summary>How a failed change is taken back.</summary>
    [Input("rollbackConfig")]
    public Input<Inputs.ServiceRollbackConfigArgs>? RollbackConfig { get; set; }
}
