namespace Local.Cli.Verify.Checks;

internal sealed class IngressRefusesAttachment : ICheck
{
    private const string Refusal = "network ingress not manually attachable";

    public string Name => "ingress refuses an attachment";
    public string LookAt => "docker network inspect ingress on the node";

    public async Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation)
    {
        // Without a leader nothing can be attached, for another cause.
        _ = swarm.View;
        var app = swarm.Container(Tutorial.Standalone);
        var answer = await swarm.TryAsync(
            app.Node,
            $$$"""docker run --rm --pull never --network ingress --entrypoint true "$(docker inspect --format '{{.Config.Image}}' {{{app.Id}}})" """,
            cancellation
        );
        return answer.ExitCode != 0 && answer.Error.Contains(Refusal, StringComparison.Ordinal)
            ? Refusal
            : throw new CheckFailedException(
                $"on {app.Node.Name}: exit code {answer.ExitCode}, expected \"{Refusal}\", got: {answer.Error}"
            );
    }
}
