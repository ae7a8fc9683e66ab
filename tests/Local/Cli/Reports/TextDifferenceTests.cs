using Local.Cli.Reports;
using Local.Providers.Contract;
using Local.Runner;
using Spectre.Console.Testing;

namespace Tests.Local.Cli.Reports;

/// <summary>Long texts in a plan: what changed in them, by name or by line.</summary>
public sealed class TextDifferenceTests : IDisposable
{
    private const string Script = "say() {\n  printf '%s\\n' \"$*\"\n}\nfail() {\n  exit 1\n}\ninstall\n";

    private readonly TestConsole _console = new TestConsole().Width(200);

    public void Dispose() => _console.Dispose();

    [Fact]
    public void A_variable_of_a_command_line_is_named_and_the_script_behind_it_is_not_printed() =>
        AssertPlan(
            """
            ~  command:Command                    node1-docker
                 ~ create: CHANNEL: distro => docker
            1 to update (12.3 s)

            """,
            "command:remote:Command",
            "node1-docker",
            "create",
            $"NODE='node1' CHANNEL='distro' ENGINE_VERSION='' timeout 1800 /bin/sh -euc '{Script}'",
            $"NODE='node1' CHANNEL='docker' ENGINE_VERSION='' timeout 1800 /bin/sh -euc '{Script}'"
        );

    [Fact]
    public void Each_variable_that_changed_came_or_went_is_a_line_and_quotes_are_those_of_the_value() =>
        AssertPlan(
            """
            ~  command:Command                    node1-docker
                 ~ create:
                     CHANNEL: distro => docker
                     OWNER: it's ada => (not set)
                     ENGINE_VERSION: '' => 28.2
                     POOL: (not set) => 10.64.0.0/12
            1 to update (12.3 s)

            """,
            "command:remote:Command",
            "node1-docker",
            "create",
            "NODE='node1' CHANNEL='distro' OWNER='it'\\''s ada' ENGINE_VERSION='' timeout --kill-after=10 1800 /bin/sh -eu",
            "NODE='node1' CHANNEL='docker' ENGINE_VERSION='28.2' POOL='10.64.0.0/12' timeout --kill-after=10 1800 /bin/sh -eu"
        );

    [Fact]
    public void Of_a_script_only_the_changed_lines_are_shown_with_a_line_around_them() =>
        AssertPlan(
            """
            ~  command:Command                    node1-docker
                 ~ stdin:
                     …
                       fail() {
                     -   exit 1
                     +   echo no >&2
                     +   exit 2
                       }
                     …
            1 to update (12.3 s)

            """,
            "command:remote:Command",
            "node1-docker",
            "stdin",
            Script,
            Script.Replace("  exit 1", "  echo no >&2\n  exit 2", StringComparison.Ordinal)
        );

    [Fact]
    public void Within_a_long_line_the_place_that_changed_is_shown() =>
        AssertPlan(
            """
            ~  docker:Service                     web
                 ~ command: …aaaaaaaaaaaaaaaaaaaaaaaa1bbbbbbbbbbbbbbbbbbbbbbbb… => …aaaaaaaaaaaaaaaaaaaaaaaa2bbbbbbbbbbbbbbbbbbbbbbbb…
            1 to update (12.3 s)

            """,
            "docker:index/service:Service",
            "web",
            "command",
            $"{new string('a', 90)}1{new string('b', 90)}",
            $"{new string('a', 90)}2{new string('b', 90)}"
        );

    [Fact]
    public void The_content_of_a_config_is_compared_as_the_text_that_it_is() =>
        AssertPlan(
            """
            ~  docker:ServiceConfig               site
                 ~ data:
                       server {
                     -   listen 80;
                     +   listen 81;
                       }
                     …
            1 to update (12.3 s)

            """,
            "docker:index/serviceConfig:ServiceConfig",
            "site",
            "data",
            Base64("server {\n  listen 80;\n}\n"),
            Base64("server {\n  listen 81;\n}\n")
        );

    [Fact]
    public void A_long_secret_stays_a_secret() =>
        AssertPlan(
            """
            ~  command:Command                    node1-docker
                 ~ stdin: [secret] => [secret]
            1 to update (12.3 s)

            """,
            "command:remote:Command",
            "node1-docker",
            "stdin",
            PropertyValue.Of(Script).ToSecret(),
            PropertyValue.Of(Script + "x").ToSecret()
        );

    [Fact]
    public void What_comes_new_is_shown_by_its_first_line() =>
        AssertPlan(
            """
            ~  command:Command                    node1-docker
                 + stdin: say() {… (7 lines)
            1 to update (12.3 s)

            """,
            "command:remote:Command",
            "node1-docker",
            "stdin",
            null,
            Script
        );

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    private void AssertPlan(string expected, string type, string name, string path, PropertyValue? old, PropertyValue? next)
    {
        PlanReport.Write(
            _console,
            Steps.Result(
                steps:
                [
                    Steps.Of(Operation.Update, type, name) with
                    {
                        Changes = [new PropertyChange(path, old, next, NeedsReplace: false)],
                    },
                ]
            )
        );

        Assert.Equal(expected, string.Join('\n', _console.Output.Split('\n').Select(line => line.TrimEnd())));
    }
}
