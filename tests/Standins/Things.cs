using System.Collections.Immutable;
using Pulumi;

namespace Tests.Standins;

internal sealed class ThingArgs : ResourceArgs
{
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    [Input("count")]
    public Input<int>? Count { get; set; }

    [Input("size")]
    public InputUnion<string, Size>? Size { get; set; }

    [Input("secret")]
    public Input<string>? Secret { get; set; }

    [Input("tags")]
    public InputMap<string> Tags { get; set; } = new();

    [Input("names")]
    public InputList<string> Names { get; set; } = new();

    [Input("parts")]
    public InputList<PartArgs> Parts { get; set; } = new();

    [Input("source")]
    public Input<AssetOrArchive>? Source { get; set; }

    [Input("any")]
    public Input<object>? Any { get; set; }
}

internal sealed class PartArgs : ResourceArgs
{
    [Input("label", required: true)]
    public Input<string> Label { get; set; } = null!;

    [Input("weight")]
    public Input<double>? Weight { get; set; }
}

[EnumType]
internal readonly struct Size : IEquatable<Size>
{
    private readonly string _value;

    private Size(string value) => _value = value;

    public static Size Large { get; } = new("large");

    public static explicit operator string(Size size) => size._value;

    public bool Equals(Size other) => _value == other._value;

    public override bool Equals(object? obj) => obj is Size other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _value;
}

[OutputType]
internal sealed class Part
{
    public readonly string Label;
    public readonly double? Weight;

    [OutputConstructor]
    private Part(string label, double? weight)
    {
        Label = label;
        Weight = weight;
    }
}

[ResourceType("test:index/thing:Thing", null)]
internal sealed class Thing : CustomResource
{
    public const string Token = "test:index/thing:Thing";

    public Thing(string name, ThingArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options) { }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("count")]
    public Output<int> Count { get; private set; } = null!;

    [Output("maybe")]
    public Output<int?> Maybe { get; private set; } = null!;

    [Output("size")]
    public Output<Size> Size { get; private set; } = null!;

    [Output("either")]
    public Output<Union<double, string>> Either { get; private set; } = null!;

    [Output("secret")]
    public Output<string?> Secret { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableDictionary<string, string>> Tags { get; private set; } = null!;

    [Output("parts")]
    public Output<ImmutableArray<Part>> Parts { get; private set; } = null!;

    [Output]
    public Output<string?> Unnamed { get; private set; } = null!;
}

internal sealed class ThingProviderArgs : ResourceArgs
{
    [Input("host")]
    public Input<string>? Host { get; set; }

    [Input("port", json: true)]
    public Input<int>? Port { get; set; }

    [Input("options", json: true)]
    public InputList<string> Options { get; set; } = new();
}

internal sealed class ThingProvider(string name, ThingProviderArgs args, CustomResourceOptions? options = null)
    : ProviderResource("test", name, args, options);

/// <summary>A component with whatever the test declares inside it.</summary>
internal sealed class Group : ComponentResource
{
    public Group(string name, Action<Group> declare, ComponentResourceOptions? options = null)
        : base("test:index:Group", name, options)
    {
        declare(this);
        Title = Pulumi.Output.Format($"group {name}");
        RegisterOutputs();
    }

    [Output("title")]
    public Output<string> Title { get; private set; }
}

internal sealed class LookUpArgs : InvokeArgs
{
    [Input("query")]
    public Input<string>? Query { get; set; }
}

[OutputType]
internal sealed class LookUpResult
{
    public readonly string Answer;
    public readonly ImmutableArray<int> Numbers;

    [OutputConstructor]
    private LookUpResult(string answer, ImmutableArray<int> numbers)
    {
        Answer = answer;
        Numbers = numbers;
    }
}
