namespace Pulumi.Docker.Inputs;

/// <summary>A network that a container is attached to.</summary>
public sealed class ContainerNetworksAdvancedArgs : ResourceArgs
{
    /// <summary>The network's name or id.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;
}
