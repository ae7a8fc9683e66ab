namespace Pulumi.Aws.LB;

/// <summary>A port of a load balancer.</summary>
public class Listener : CustomResource
{
    private const string Token = "aws:lb/listener:Listener";

    public Listener(string name, ListenerArgs args, CustomResourceOptions? options = null)
        : base(
            Token,
            name,
            args ?? new ListenerArgs(),
            Package.Options(options, new() { Aliases = { new Alias { Type = "aws:elasticloadbalancingv2/listener:Listener" } } })
        ) { }
}

/// <summary>The arguments of <see cref="Listener"/>.</summary>
public sealed class ListenerArgs : ResourceArgs
{
    /// <summary>What is done with what arrives.</summary>
    [field: Input("defaultActions", required: true)]
    public InputList<Inputs.ListenerDefaultActionArgs> DefaultActions
    {
        get => field ??= new();
        set;
    }

    /// <summary>The load balancer.</summary>
    [Input("loadBalancerArn", required: true)]
    public Input<string> LoadBalancerArn { get; set; } = null!;

    /// <summary>The port.</summary>
    [Input("port")]
    public Input<int>? Port { get; set; }

    /// <summary>TCP, UDP and so on, in capitals.</summary>
    [Input("protocol")]
    public Input<string>? Protocol { get; set; }

    /// <summary>Key-value pairs that AWS keeps with it.</summary>
    [field: Input("tags")]
    public InputMap<string> Tags
    {
        get => field ??= new();
        set;
    }
}
