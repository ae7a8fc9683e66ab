using Local.Runner;
using Local.Runner.Programs;
using Local.Runner.Secrets;
using Local.Runner.Settings;

namespace Tests.Local.Runner.Settings;

public sealed class ConfigurationTests : IDisposable
{
    private readonly TestStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public void The_program_opens_no_port_for_debuggers_whose_pipe_would_outlive_it() =>
        Assert.Equal(
            "0",
            ProgramEnvironment.Of(_stack.Options, StackConfiguration.Load(_stack.Options), "127.0.0.1:1", isPreview: true)[
                "DOTNET_EnableDiagnostics"
            ]
        );

    [Fact]
    public void Scalars_come_as_text_and_lists_and_maps_as_JSON_with_their_keys_sorted()
    {
        var values = Load(
            """
            config:
              proj:count: 3
              proj:on: true
              proj:text: "007"
              proj:ratio: 1.5
              proj:list: [a, 1, true]
              proj:map:
                port: 22
                name: {zone: b, at: [{y: 1, x: 2}]}
              aws:region: eu-central-1
            """
        );

        Assert.Equal(
            [
                "aws:region=eu-central-1",
                "proj:count=3",
                "proj:list=[\"a\",1,true]",
                "proj:map={\"name\":{\"at\":[{\"x\":2,\"y\":1}],\"zone\":\"b\"},\"port\":22}",
                "proj:on=true",
                "proj:ratio=1.5",
                "proj:text=007",
            ],
            values.Select(value => $"{value.Key}={value.Value.Text}")
        );
        Assert.DoesNotContain(values, value => value.Value.IsSecret);
    }

    [Fact]
    public void Secrets_are_decrypted_also_within_lists_and_maps_and_their_keys_are_secret()
    {
        var crypter = PassphraseCrypter.Create(TestStack.Passphrase);

        var values = Load(
            $$"""
            encryptionsalt: {{crypter.Salt}}
            config:
              proj:token:
                secure: {{crypter.Encrypt("open sesame")}}
              proj:hosts:
                - name: node1
                  key:
                    secure: {{crypter.Encrypt("private")}}
            """
        );

        Assert.Equal(new ConfigValue("open sesame", true), values["proj:token"]);
        Assert.Equal(new ConfigValue("""[{"key":"private","name":"node1"}]""", true), values["proj:hosts"]);
    }

    [Fact]
    public void The_projects_defaults_hold_where_the_stack_says_nothing()
    {
        _stack.Write(
            "Pulumi.yaml",
            """
            name: proj
            runtime:
              name: dotnet
            main: infra
            config:
              managers:
                type: integer
                default: 1
              workers:
                type: integer
                default: 2
              aws:region: eu-west-1
              aws:profile:
                value: mine
            """
        );

        var values = Load("config:\n  proj:workers: 5\n");

        Assert.Equal(
            ["aws:profile=mine", "aws:region=eu-west-1", "proj:managers=1", "proj:workers=5"],
            values.Select(value => $"{value.Key}={value.Value.Text}")
        );
        Assert.Equal(Path.Combine(_stack.Root, "infra"), StackConfiguration.Load(_stack.Options).ProgramDirectory);
    }

    [Fact]
    public async Task What_holds_here_goes_before_what_the_stack_says_and_is_told_where_it_differs()
    {
        _stack.Options = _stack.Options with
        {
            ConfigurationOfThisComputer = set => new Dictionary<string, string>
            {
                ["proj:sshFrom"] = "127.0.0.0/8",
                ["proj:set"] = $"not {set["proj:set"]}",
                ["proj:same"] = set["proj:same"],
            },
        };
        _stack.Write(
            "Pulumi.dev.yaml",
            await File.ReadAllTextAsync(Path.Combine(_stack.Root, "Pulumi.dev.yaml"))
                + "config:\n  proj:set: by the stack\n  proj:same: so\n"
        );

        var result = await _stack.PreviewAsync(_ => Task.CompletedTask);

        Assert.Equal(
            ["proj:set is by the stack; not by the stack is used instead.", "proj:sshFrom is not set; 127.0.0.0/8 is used instead."],
            result.Diagnostics.Select(diagnostic => diagnostic.Message)
        );
        Assert.Equal("not by the stack", StackConfiguration.Load(_stack.Options).Values["proj:set"].Text);
    }

    [Fact]
    public void An_override_goes_before_all_else()
    {
        _stack.Options = _stack.Options with { ConfigOverrides = new Dictionary<string, string> { ["proj:workers"] = "9" } };

        Assert.Equal("9", Load("config:\n  proj:workers: 5\n")["proj:workers"].Text);
    }

    [Fact]
    public void All_problems_of_both_files_are_told_at_once()
    {
        _stack.Write(
            "Pulumi.yaml",
            """
            name: proj
            runtime: nodejs
            stackConfigDir: stacks
            config:
              managers:
                type: integer
              zone:
                type: place
              size:
                type: integer
                default: 1
            """
        );

        var error = Assert.Throws<ConfigurationException>(() =>
            Load(
                """
                environment: [x]
                secretsprovider: awskms
                config:
                  nospace: 1
                  proj:size: big
                  proj:token:
                    secure: v1:a:b
                """
            )
        );

        Assert.Equal(
            """
            The configuration of the stack "dev" cannot be used:
              - Pulumi.yaml, line 3: "stackConfigDir" is not known to the local runner; it knows name, description, runtime, main, config, author, website, license, template, backend.
              - Pulumi.yaml, line 2: "runtime" is "nodejs"; the local runner runs "dotnet" programs.
              - Pulumi.yaml, line 8: the type "place" of the configuration key "zone" is not known; there are string, boolean, integer, number, array, object.
              - Pulumi.dev.yaml, line 1: "environment" is not known to the local runner; it knows config, encryptionsalt, secretsprovider.
              - Pulumi.dev.yaml, line 2: the secrets provider "awskms" is not known to the local runner; it knows "passphrase".
              - Pulumi.dev.yaml, line 4: "nospace" is not a configuration key; keys read <namespace>:<name>.
              - Pulumi.dev.yaml, line 7: "proj:token" is encrypted, but the file has no "encryptionsalt".
              - "proj:managers" is not set, and Pulumi.yaml declares it without a default. Set it under "config" in Pulumi.dev.yaml.
              - "proj:size" is "big"; Pulumi.yaml declares it as integer.
            """,
            error.Message
        );
    }

    [Fact]
    public void A_stack_without_a_file_is_said_so()
    {
        File.Delete(Path.Combine(_stack.Root, "Pulumi.dev.yaml"));

        var error = Assert.Throws<ConfigurationException>(() => StackConfiguration.Load(_stack.Options));

        Assert.Equal(
            $"The configuration of the stack \"dev\" cannot be used:\n  - {Path.Combine(_stack.Root, "Pulumi.dev.yaml")} does not exist. It may be empty, but it says that the stack \"dev\" exists; correct the stack's name or create the file.",
            error.Message
        );
    }

    [Fact]
    public void A_file_that_is_no_YAML_is_said_so_with_its_line()
    {
        var error = Assert.Throws<ConfigurationException>(() => Load("config:\n  a: [1\n"));

        Assert.StartsWith(
            "The configuration of the stack \"dev\" cannot be used:\n  - Pulumi.dev.yaml, line ",
            error.Message,
            StringComparison.Ordinal
        );
    }

    private IReadOnlyDictionary<string, ConfigValue> Load(string stackFile)
    {
        _stack.Write("Pulumi.dev.yaml", stackFile);
        return StackConfiguration.Load(_stack.Options).Values;
    }
}
