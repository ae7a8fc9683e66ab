using System.Collections.Immutable;

// The schema in ProviderDriftTests gives its classes this namespace.
namespace Pulumi.Sample;

/// <summary>A resource that is not quite what its schema says.</summary>
public class Thing(string name, ThingArgs args, CustomResourceOptions? options = null)
    : CustomResource(
        "sample:index/thing:Think",
        name,
        args,
        CustomResourceOptions.Merge(new CustomResourceOptions { Version = "1.2.4" }, options)
    )
{
    [Output("size")]
    public Output<int?> Size { get; private set; } = null!;

    [Output("parts")]
    public Output<ImmutableArray<string>> Parts { get; private set; } = null!;
}

public sealed class ThingArgs : ResourceArgs
{
    [Input("size")]
    public Input<double>? Size { get; set; } = 2;

    [Input("colour")]
    public Input<string>? Color { get; set; }

    [Input("password")]
    public Input<string>? Password { get; set; }

    [Input("weight")]
    public Input<int>? Weight { get; set; }
}

[EnumType]
public readonly record struct Shape
{
    private readonly string _value;

    private Shape(string value) => _value = value;

    public static Shape Round { get; } = new("circle");

    public static explicit operator string(Shape shape) => shape._value;

    public override string ToString() => _value;
}

[OutputType]
public sealed class GetThingResult
{
    public readonly string? Id;

    [OutputConstructor]
    private GetThingResult(string? id) => Id = id;
}

public static class GetThing
{
    public static Output<GetThingResult> Invoke(GetThingInvokeArgs? args = null, InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<GetThingResult>("sample:index/getThink:getThink", args ?? new GetThingInvokeArgs(), options);
}

public sealed class GetThingInvokeArgs : InvokeArgs;
