using Review.Effects;
using Review.Plans;

namespace Review.Reports;

/// <summary>The changes of components that are alike, such as the engine of each node.</summary>
/// <param name="Title">Their type and names.</param>
/// <param name="Summary">How many of their resources are created, updated, and so on.</param>
/// <param name="Details">The changes.</param>
public sealed record ComponentChanges(string Title, string Summary, IReadOnlyList<ChangeDetail> Details)
{
    internal static IReadOnlyList<ComponentChanges> Of(Plan plan) =>
        [
            .. plan
                // A component is no thing of its own: it is as its parts are.
                .Changes.Where(change => !change.Type.StartsWith("swarm:", StringComparison.Ordinal) && change.Type != Urn.StackType)
                .GroupBy(change => new { Type = TypeOf(change), One = IsOfANode(TypeOf(change)) ? "" : Urn.NameIn(change.Parent) })
                .Select(component => new ComponentChanges(
                    TitleOf(component.Key.Type, [.. component.Select(change => Urn.NameIn(change.Parent)).Distinct()]),
                    Sum(component),
                    ChangeDetail.Of(component, plan)
                )),
        ];

    private static string TypeOf(Change change) => change.Parent.Length == 0 ? "" : Urn.TypeIn(change.Parent);

    private static bool IsOfANode(string type) =>
        type is "swarm:swarm:DockerEngine" or "swarm:swarm:SwarmMember" or "swarm:swarm:SwarmManager";

    private static string TitleOf(string type, List<string> names) =>
        type switch
        {
            "" => "the stack itself",
            Urn.StackType => "the stack itself",
            _ => $"{type.Split(':')[^1]} {Names.Few([.. names.Order(NaturalOrder.Instance)], 4)}",
        };

    private static string Sum(IEnumerable<Change> changes) =>
        string.Join(
            ", ",
            changes.GroupBy(ChangeDetail.WordFor).OrderBy(group => group.First().Kind).Select(group => $"{group.Count()} {group.Key}")
        );
}
