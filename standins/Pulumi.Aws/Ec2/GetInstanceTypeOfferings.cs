using System.Collections.Immutable;

namespace Pulumi.Aws.Ec2;

/// <summary>Looks up which instance types are offered where.</summary>
public static class GetInstanceTypeOfferings
{
    private const string Token = "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings";

    public static Output<GetInstanceTypeOfferingsResult> Invoke(
        GetInstanceTypeOfferingsInvokeArgs? args = null,
        InvokeOptions? options = null
    ) =>
        Deployment.Instance.Invoke<GetInstanceTypeOfferingsResult>(
            Token,
            args ?? new GetInstanceTypeOfferingsInvokeArgs(),
            Package.Options(options)
        );

    public static Output<GetInstanceTypeOfferingsResult> Invoke(GetInstanceTypeOfferingsInvokeArgs args, InvokeOutputOptions options) =>
        Deployment.Instance.Invoke<GetInstanceTypeOfferingsResult>(
            Token,
            args ?? new GetInstanceTypeOfferingsInvokeArgs(),
            Package.Options(options)
        );
}

/// <summary>The arguments of <see cref="GetInstanceTypeOfferings"/>.</summary>
public sealed class GetInstanceTypeOfferingsInvokeArgs : InvokeArgs
{
    [Input("filters")]
    private InputList<Inputs.GetInstanceTypeOfferingsFilterInputArgs>? _filters;

    /// <summary>Conditions that offerings meet, all of them; default none.</summary>
    public InputList<Inputs.GetInstanceTypeOfferingsFilterInputArgs> Filters
    {
        get => _filters ??= new();
        set => _filters = value;
    }

    /// <summary>What locations are: availability-zone, availability-zone-id, outpost or region, the default.</summary>
    [Input("locationType")]
    public Input<string>? LocationType { get; set; }
}

/// <summary>The offerings that were found.</summary>
[OutputType]
public sealed class GetInstanceTypeOfferingsResult
{
    /// <summary>Where, one per offering, such as eu-central-1a.</summary>
    public readonly ImmutableArray<string> Locations;

    [OutputConstructor]
    private GetInstanceTypeOfferingsResult(ImmutableArray<string> locations)
    {
        Locations = locations;
    }
}
