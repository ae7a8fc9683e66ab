using System.Collections.Immutable;
using System.Text;

namespace Tests.Infra.Swarm;

[Collection(ProgramRuns.Name)]
public sealed class EngineTurnsTests : IDisposable
{
    private readonly SwarmProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Engines_that_wait_are_named_with_the_managers_and_everything_else_waits_for_them()
    {
        _program.Mocks.Waiting.Add("node3-docker");

        await _program.RunAsync();

        var turns = _program.Mocks.Named("command:local:Command", "engines-turns");
        var lines = Lines(turns.Text("stdin"));
        Assert.Equal(
            [
                "node1 manager admin 10.20.0.11 - ssh-ed25519 AAAAnode1-host-key",
                "node3 worker admin 10.20.128.13 1764313200 ssh-ed25519 AAAAnode3-host-key",
            ],
            lines[2..]
        );
        Assert.Equal(
            "public-address-of-node1-id:22 public-address-of-node3-id:22",
            ((ImmutableDictionary<string, object>)turns.Inputs["environment"])["ENDPOINTS"]
        );
        var declaration = _program.Declarations["command:local:Command", "engines-turns"];
        foreach (var step in new[] { "node1-init", "node2-member", "node3-join", "node3-docker" })
        {
            Assert.Contains(step, await ComeBefore(declaration));
        }

        foreach (var service in _program.Declarations.OfType("docker:index/service:Service"))
        {
            Assert.Contains("engines-turns", await ComeBefore(service));
        }
    }

    [Fact]
    public async Task The_script_of_a_turn_is_that_of_the_nodes_own_step()
    {
        _program.Configuration["swarm:daemon"] = """{"debug": true}""";

        await _program.RunAsync();

        var step = _program.Mocks.Named("command:remote:Command", "node2-docker");
        var turns = _program.Mocks.Named("command:local:Command", "engines-turns");
        var environment = (ImmutableDictionary<string, object>)turns.Inputs["environment"];
        Assert.Equal(step.Text("stdin"), Encoding.UTF8.GetString(Convert.FromBase64String(Lines(turns.Text("stdin"))[1])));
        Assert.Equal(
            step.Text("create").Replace("NODE='node2' TURN=''", "TURN='yes'", StringComparison.Ordinal),
            environment["DOCKER_COMMAND"]
        );
        Assert.EndsWith(
            """
            printf %s 'settings {"debug":true}
            default {"log-driver":"local","log-opts":null}
            default {"default-address-pools":[{"base":"172.17.0.0/16","size":20},{"base":"172.18.0.0/16","size":20}]}
            ' | "$1"

            """,
            step.Text("stdin"),
            StringComparison.Ordinal
        );
        Assert.Equal("600", environment["PATIENCE"]);
    }

    private static string[] Lines(string input) =>
        System
            .Text.RegularExpressions.Regex.Match(input, @"\nprintf %s '([^']*)' \| ""\$1""\n$")
            .Groups[1]
            .Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task<IReadOnlySet<string>> ComeBefore(Declaration declaration)
    {
        var found = new HashSet<string>();
        var byResource = _program.Declarations.All.ToDictionary(one => one.Resource);
        var open = new Queue<Declaration>([declaration]);
        while (open.TryDequeue(out var next))
        {
            foreach (var before in await _program.Declarations.Before(next))
            {
                if (byResource.TryGetValue(before, out var one) && found.Add(one.Name))
                {
                    open.Enqueue(one);
                }
            }
        }

        return found;
    }
}
