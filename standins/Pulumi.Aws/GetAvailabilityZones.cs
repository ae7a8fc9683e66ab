using System.Collections.Immutable;

namespace Pulumi.Aws;

/// <summary>Looks up the region's availability zones.</summary>
public static class GetAvailabilityZones
{
    private const string Token = "aws:index/getAvailabilityZones:getAvailabilityZones";

    public static Output<GetAvailabilityZonesResult> Invoke(GetAvailabilityZonesInvokeArgs? args = null, InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<GetAvailabilityZonesResult>(
            Token,
            args ?? new GetAvailabilityZonesInvokeArgs(),
            Package.Options(options)
        );

    public static Output<GetAvailabilityZonesResult> Invoke(GetAvailabilityZonesInvokeArgs args, InvokeOutputOptions options) =>
        Deployment.Instance.Invoke<GetAvailabilityZonesResult>(
            Token,
            args ?? new GetAvailabilityZonesInvokeArgs(),
            Package.Options(options)
        );
}

/// <summary>The arguments of <see cref="GetAvailabilityZones"/>.</summary>
public sealed class GetAvailabilityZonesInvokeArgs : InvokeArgs
{
    [Input("filters")]
    private InputList<Inputs.GetAvailabilityZonesFilterInputArgs>? _filters;

    /// <summary>Conditions that zones must meet; default none.</summary>
    public InputList<Inputs.GetAvailabilityZonesFilterInputArgs> Filters
    {
        get => _filters ??= new();
        set => _filters = value;
    }

    /// <summary>The state that zones must have, such as available; default any.</summary>
    [Input("state")]
    public Input<string>? State { get; set; }
}

/// <summary>The zones that were found.</summary>
[OutputType]
public sealed class GetAvailabilityZonesResult
{
    /// <summary>The zones' names, such as eu-central-1a.</summary>
    public readonly ImmutableArray<string> Names;

    [OutputConstructor]
    private GetAvailabilityZonesResult(ImmutableArray<string> names)
    {
        Names = names;
    }
}
