namespace Pulumi;

/// <summary>A resource that the engine names and the program does not hold: just its URN.</summary>
internal sealed class DependencyResource : CustomResource
{
    public DependencyResource(string urn)
        : base(type: "", name: "")
    {
        Urn = new(new OutputData<string>([this], urn, IsKnown: true, IsSecret: false));
    }
}
