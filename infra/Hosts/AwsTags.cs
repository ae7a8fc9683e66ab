using Pulumi;

namespace Infra.Hosts;

/// <summary>What AWS shows of every resource: whose it is, and what it is called there.</summary>
/// <param name="Project">The Pulumi project's name.</param>
/// <param name="Stack">The Pulumi stack's name.</param>
/// <param name="More">What the configuration adds.</param>
internal sealed record AwsTags(string Project, string Stack, IReadOnlyDictionary<string, string> More)
{
    /// <summary>The tags of one resource; two stacks in an account have nothing of the same name.</summary>
    public InputMap<string> Of(string name)
    {
        var tags = new InputMap<string>
        {
            ["Name"] = $"{Stack}-{name}",
            ["Project"] = Project,
            ["Stack"] = Stack,
        };
        foreach (var (key, value) in More)
        {
            tags[key] = value;
        }

        return tags;
    }
}
