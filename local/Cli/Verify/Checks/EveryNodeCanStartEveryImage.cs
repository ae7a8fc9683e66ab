using System.Text.Json;
using System.Text.Json.Nodes;
using Local.Cli.Nodes;

namespace Local.Cli.Verify.Checks;

/// <summary>Before a task moves there: a node either has the image of every service that may be placed on it, or a registry gives it. Nothing is pulled.</summary>
internal sealed class EveryNodeCanStartEveryImage : ICheck
{
    // What a registry says when it wants to know who asks: the nodes have no credentials of their own, a service brings them along.
    private static readonly string[] _asksWho = ["unauthorized", "denied", "authentication required", "no basic auth credentials"];

    public string Name => "every node can start every image that may be placed there";
    public string LookAt => "docker image ls on the node; docker pull there";

    public async Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation)
    {
        var view = swarm.View;
        var placed = (
            from service in view.Services
            where service.Image.Length > 0
            let fitting = view.Fitting(service)
            from node in swarm.Nodes
            where view.EntriesOf(node).Any(fitting.Contains)
            group service.Image by node
        ).ToDictionary(group => group.Key, group => group.Distinct().Order(StringComparer.Ordinal).ToList());
        var answers = (await Task.WhenAll(placed.Select(node => AskAsync(swarm, node.Key, node.Value, cancellation))))
            .SelectMany(answer => answer)
            .ToList();
        var missing = answers.Where(answer => answer.Why is not null && !AsksWho(answer.Why)).ToList();
        if (missing.Count > 0)
        {
            throw new CheckFailedException([
                .. missing
                    .GroupBy(answer => (answer.Image, answer.Why))
                    .Select(group => new Finding(
                        group.Key.Image,
                        $"{string.Join(", ", group.Select(answer => answer.Node.Name))} cannot start {group.Key.Image}: no such image there, and no registry provides it ({group.Key.Why})",
                        Fix(swarm, group.Key.Image, [.. group.Select(answer => answer.Node)], answers)
                    )),
            ]);
        }

        return string.Join(
            "; ",
            new[]
            {
                string.Join(
                    ", ",
                    answers
                        .Where(answer => answer.Why is null)
                        .GroupBy(answer => answer.Image)
                        .OrderBy(group => group.Key, StringComparer.Ordinal)
                        .Select(group =>
                            $"{group.Key}{(group.Any(answer => answer.IsStandIn) ? " (a stand-in)" : "")} on {string.Join(", ", group.Select(answer => answer.Node.Name))}"
                        )
                ),
                string.Join(
                    "; ",
                    answers
                        .Where(answer => answer.Why is not null)
                        .GroupBy(answer => answer.Image)
                        .Select(group =>
                            $"not proven: {group.Key} on {string.Join(", ", group.Select(answer => answer.Node.Name))}, since its registry asks for credentials"
                        )
                ),
            }.Where(part => part.Length > 0)
        );
    }

    private static bool AsksWho(string why) => _asksWho.Any(word => why.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string Fix(RunningSwarm swarm, string image, IReadOnlyList<Node> lacking, IReadOnlyList<Answer> answers) =>
        answers.FirstOrDefault(answer => answer.Image == image && answer.Why is null && !answer.CanBePulled)?.Node is { } holder
        && !image.Contains('@', StringComparison.Ordinal)
            ? string.Join(
                "; ",
                lacking.Select(node => $"{swarm.Remedies.On(holder, $"docker save {image}")} | {swarm.Remedies.On(node, "docker load")}")
            )
            : $"name an image that a registry has, or load {image} on {string.Join(", ", lacking.Select(node => node.Name))} (docker load)";

    private static async Task<IReadOnlyList<Answer>> AskAsync(
        RunningSwarm swarm,
        Node node,
        IReadOnlyList<string> images,
        CancellationToken cancellation
    )
    {
        // A line for each image: what the node has of it, and where it has none, what the registry says.
        var script = $$"""
            ask() { curl --silent --show-error --max-time 30 --unix-socket /var/run/docker.sock "http://localhost$1" 2>&1 | tr '\n' ' '; }
            for image in {{string.Join(' ', images)}}; do
              here=$(ask "/images/$image/json")
              case $here in
                *'"Id"'*'standing in for'*) echo stand-in ;;
                *'"Id"'*) echo here ;;
                *) ask "/distribution/$image/json"; echo ;;
              esac
            done
            """;
        var lines = (await swarm.RunAsync(node, script, cancellation)).Split('\n');
        return lines.Length == images.Count
            ? [.. images.Zip(lines, (image, line) => Answer.Of(node, image, line.Trim()))]
            : throw new CheckFailedException(
                $"on {node.Name}: {lines.Length} answers for {images.Count} images: {string.Join(" ", lines)}"
            );
    }

    /// <summary>Whether a node can start an image; <paramref name="Why"/> says why not.</summary>
    private sealed record Answer(Node Node, string Image, bool IsStandIn, bool CanBePulled, string? Why)
    {
        public static Answer Of(Node node, string image, string line) =>
            line switch
            {
                "here" => new(node, image, IsStandIn: false, CanBePulled: false, null),
                "stand-in" => new(node, image, IsStandIn: true, CanBePulled: false, null),
                _ when line.Contains("\"Descriptor\"", StringComparison.Ordinal) => new(
                    node,
                    image,
                    IsStandIn: false,
                    CanBePulled: true,
                    null
                ),
                _ => new(node, image, IsStandIn: false, CanBePulled: false, WordOf(line)),
            };

        private static string WordOf(string line)
        {
            try
            {
                return JsonNode.Parse(line)?["message"]?.GetValue<string>() ?? line;
            }
            catch (JsonException)
            {
                return line.Length > 0 ? line : "no answer";
            }
        }
    }
}
