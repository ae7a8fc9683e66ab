using System.Text;
using Infra.Compose.Format;

namespace Tests.Infra.Compose.Reading;

/// <summary>Configurations, secrets and files of environment variables.</summary>
public sealed class StoredFileTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("swarm-stack-");
    private readonly StackText _text;

    public StoredFileTests() => _text = new StackText { Directory = _directory.FullName };

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void The_content_comes_from_a_file_from_the_stack_file_or_from_a_variable()
    {
        Write("my.conf", "from a file");
        _text.Environment["CONTENT"] = "from the environment";
        _text.Variables["PASSWORD"] = new Text("hidden", IsSecret: true);
        _text.Variables["LEVEL"] = "info";

        var file = _text.ReadWell(
            """
            configs:
              a: {file: ./my.conf}
              b: {content: "level=$LEVEL"}
              c: {content: "password=$PASSWORD"}
            secrets:
              d: {environment: CONTENT}
              e: {environment: PASSWORD, labels: [team=a]}
              f: {external: true, name: theirs}
            """
        );

        Assert.Equal(
            ["a False from a file", "b False level=info", "c True password=hidden", "d True from the environment", "e True hidden"],
            file.Configs.Concat(file.Secrets)
                .Where(stored => !stored.External)
                .Select(stored => $"{stored.Name} {stored.IsSecret} {Encoding.UTF8.GetString(stored.Content!.Value.Span)}")
        );
        Assert.Equal("theirs", file.Secrets.Single(stored => stored.External).EngineName);
    }

    [Theory]
    [InlineData(
        "{}",
        "a.yaml:1:14 configs.a: received no content; allowed: one of file, content and environment, or external: true. For example file: ./name.txt."
    )]
    [InlineData(
        "{file: x, content: y}",
        "a.yaml:1:14 configs.a: received file and content; allowed: one of file, content and environment, or external: true. Remove all but one."
    )]
    [InlineData(
        "{file: missing}",
        "a.yaml:1:21 configs.a.file: received \"missing\", which does not exist; allowed: a file, relative to the stack file. Correct the path, or create the file."
    )]
    [InlineData(
        "{file: .}",
        "a.yaml:1:21 configs.a.file: received \".\", which is a directory; allowed: a file, relative to the stack file. Correct the path, or create the file."
    )]
    [InlineData(
        "{environment: NOBODY}",
        "a.yaml:1:28 configs.a.environment: received \"NOBODY\", a variable without a value; allowed: a variable with a value. Run `pulumi config set --path swarm:variables.NOBODY VALUE`, or set it in the environment."
    )]
    [InlineData(
        "{template_driver: golang, content: x}",
        "a.yaml:1:15 configs.a: received the key \"template_driver\"; allowed: one of name, file, content, environment, external, labels, x-accept. Write the content out: Pulumi.Docker 5.1 has no templates."
    )]
    public void What_has_no_content_is_refused(string config, string problem)
    {
        _text.Read($"configs: {{a: {config}}}");

        Assert.Equal([problem], _text.Problems.Select(one => $"{one}"));
    }

    [Fact]
    public void Larger_than_the_engine_keeps_is_refused()
    {
        Write("large", new string('x', 500 * 1024));
        Write("huge", new string('x', 1000 * 1024));
        Write("less", new string('x', 500 * 1024 - 1));
        _text.Read("secrets: {a: {file: large}, b: {file: less}}\nconfigs: {c: {file: large}, d: {file: huge}}");

        Assert.Equal(
            [
                "a.yaml:2:32 configs.d: received content of 1024000 bytes; allowed: less than 1000 KiB, which is all that the engine keeps. Use a volume for larger files.",
                "a.yaml:1:14 secrets.a: received content of 512000 bytes; allowed: less than 500 KiB, which is all that the engine keeps. Use a volume for larger files.",
            ],
            _text.Problems.Select(one => $"{one}")
        );
    }

    [Fact]
    public void Nothing_at_all_is_refused_as_the_engine_does_it()
    {
        Write("empty", "");
        _text.Environment["EMPTY"] = "";
        _text.Read("configs: {a: {file: empty}, b: {content: ''}}\nsecrets: {c: {environment: EMPTY}}");

        const string rest =
            ": received an empty content; allowed: at least one byte: the engine keeps nothing that is empty. Put something into it, such as a line end, or remove it.";
        Assert.Equal(
            [$"a.yaml:1:14 configs.a{rest}", $"a.yaml:1:32 configs.b{rest}", $"a.yaml:2:14 secrets.c{rest}"],
            _text.Problems.Select(one => $"{one}")
        );
    }

    [Fact]
    public void A_services_own_variables_come_after_those_of_its_files()
    {
        Write("one.env", "\uFEFF# a comment\n\nA=one\nB=one\r\nQUOTED=\"as it is\"\nFROM_OUTSIDE\n");
        Write("two.env", "B=two\nC=a=b\n");
        _text.Environment["FROM_OUTSIDE"] = "outside";

        var web = _text.Web("image: nginx\nenv_file: [one.env, ./two.env]\nenvironment: {C: own, D: 1}");

        Assert.Equal(
            "A=one B=two QUOTED=\"as it is\" FROM_OUTSIDE=outside C=own D=1",
            string.Join(' ', web.Environment.Select(pair => $"{pair.Key}={pair.Value}"))
        );
    }

    [Fact]
    public void A_later_stack_file_wins_over_variables_of_an_earlier_one_also_with_a_file()
    {
        Write("late.env", "A=late\n");

        Assert.Equal("late", _text.Web("image: nginx\nenvironment: {A: early}", "env_file: late.env").Environment["A"].Value);
    }

    [Fact]
    public void A_wrong_line_of_such_a_file_is_told_without_what_is_in_it()
    {
        Write("bad.env", "GOOD=1\nMY PASSWORD=hidden\n");
        _text.Read("services: {web: {image: nginx, env_file: bad.env}}");

        Assert.Equal(
            [
                "bad.env:2:1 services.web.env_file: received a line without a name before the equals sign, or with a blank in it; allowed: NAME=VALUE. For example LEVEL=info; a line that begins with # is a comment.",
            ],
            _text.Problems.Select(one => $"{one}")
        );
    }

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_directory.FullName, name), content);
}
