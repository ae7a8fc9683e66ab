using Local.Runner;

namespace Local.Cli;

/// <summary>Keeps an up from deleting every service that runs, which an emptied or exchanged list of stack files would do.</summary>
/// <param name="stack">The stack's name.</param>
internal sealed class ServicesGuard(string stack)
{
    private const string Service = "docker:index/service:Service";

    /// <summary>The services that were not deleted; empty: none was in danger.</summary>
    public IReadOnlyList<string> Kept { get; private set; } = [];

    /// <summary>Why not, when all services that were recorded would go.</summary>
    public string? Refuse(IReadOnlyList<ResourceView> gone, IReadOnlyList<ResourceView> before)
    {
        var going = gone.Where(view => view.Type == Service).Select(view => view.Name).Order(StringComparer.Ordinal).ToList();
        if (going.Count == 0 || going.Count < before.Count(view => view.Type == Service))
        {
            return null;
        }

        Kept = going;
        return $"Every service of the stack {stack} that runs would be deleted: {string.Join(", ", going)}. ./swarm up does that only when you confirm it: "
            + "answer its question on a terminal, or use --delete-all-services. If you did not mean it, correct swarm:stackFiles or the files that it names.";
    }
}
