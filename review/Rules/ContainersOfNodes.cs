using Review.Plans;

namespace Review.Rules;

/// <summary>A container beside the services, on one side of a change.</summary>
/// <param name="Scope">Such as <c>x-containers.app1</c>.</param>
/// <param name="Inputs">What the program asks for.</param>
internal sealed record ContainersOfNodes(string Scope, Value Inputs)
{
    public string Image => Inputs["image"].Text ?? "";

    public static IEnumerable<ContainersOfNodes> Of(Reviewed side) =>
        side.Of("docker:index/container:Container")
            // Its resource is named after its node as well.
            .Select(container => new ContainersOfNodes($"x-containers.{container.Name.Split('@')[0]}", container.Inputs));
}
