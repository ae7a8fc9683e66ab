using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Local.Providers.Contract;
using Local.Runner;
using Local.Runner.Secrets;
using Local.Runner.State;

namespace Tests.Local.Runner;

/// <summary>The file is of the shape that <c>pulumi stack export</c> of CLI 3.259 prints: indented, with nested secrets and what engine and providers keep for themselves.</summary>
public sealed class StateTransferTests : IDisposable
{
    private const string Passphrase = "the genuine passphrase";

    private readonly TestStack _stack = new();

    // As a user has it: no salt of the runner's own in the stack's file.
    public StateTransferTests()
    {
        _stack.Write("Pulumi.dev.yaml", "");
        _stack.Options = _stack.Options with { Passphrase = Passphrase };
        _stack.Cloud.There["a-id1"] = PropertyMap.Empty;
    }

    private static string Exported([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Genuine", "export.json");

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task What_the_Pulumi_CLI_exported_with_nested_secrets_is_previewed_and_brought_up_without_a_change()
    {
        var (resources, before) = Import(Exported());
        var preview = await _stack.PreviewAsync(Program);
        var up = await _stack.UpAsync(Program);

        Assert.Equal((3, null), (resources, before));
        Assert.Equal([], preview.Diagnostics);
        Assert.Equal([], preview.Steps.Where(step => step.Operation != Operation.Same).Select(step => $"{step.Operation} {step.Name}"));
        Assert.Equal([], up.Steps.Where(step => step.Operation != Operation.Same).Select(step => $"{step.Operation} {step.Name}"));
        Assert.Equal([], _stack.Calls());
    }

    [Fact]
    public async Task What_was_imported_stays_as_it_came_and_encrypted_while_nothing_changes()
    {
        Import(Exported());
        await _stack.UpAsync(Program);

        var exported = JsonNode.Parse(await File.ReadAllTextAsync(Exported()))!["deployment"]!;
        var now = JsonNode.Parse(new StateTransfer(_stack.Options).Export()!)!["deployment"]!;
        Assert.Equal(exported["secrets_providers"]!.ToJsonString(), now["secrets_providers"]!.ToJsonString());
        foreach (var index in new[] { 1, 2 })
        {
            // Where it was registered is what the program says now.
            Assert.True(
                JsonNode.DeepEquals(exported["resources"]![index], now["resources"]![index]),
                now["resources"]![index]!.ToJsonString()
            );
        }
    }

    [Fact]
    public void The_secrets_within_a_secret_are_read_as_the_values_that_they_are()
    {
        Import(Exported());

        var connection = _stack.State.Resources.Single(resource => resource.Name == "a").Inputs["connection"];

        Assert.True(connection.IsSecret);
        Assert.Equal(
            "{host: 192.0.2.11, port: 22, privateKey: PRIVATE KEY, proxies: [{host: 192.0.2.1, password: {of: [deep, 1]}}], user: admin}",
            connection.Reveal().ToString()
        );
    }

    /// <summary>The CLI's command provider takes a connection whose key is no secret of its own for a changed one.</summary>
    [Fact]
    public async Task What_is_secret_within_a_secret_is_recorded_so()
    {
        await _stack.UpAsync(Program);

        foreach (var holder in new[] { "inputs", "outputs" })
        {
            var crypter = PassphraseCrypter.Open(
                Passphrase,
                _stack.Deployment.GetProperty("secrets_providers").GetProperty("state").GetProperty("salt").GetString()!
            );
            var plain = JsonNode.Parse(
                crypter.Decrypt(_stack.Resource("a").GetProperty(holder).GetProperty("connection").GetProperty("ciphertext").GetString()!)
            )!;
            Assert.Equal(
                """{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","ciphertext":"\u0022PRIVATE KEY\u0022"}""",
                plain["privateKey"]!.ToJsonString()
            );
        }
    }

    [Fact]
    public async Task A_provider_is_recorded_with_its_version_and_its_lists_without_white_space()
    {
        await _stack.UpAsync(program =>
            program.RegisterAsync("pulumi:providers:cloud", "p", [("options", """[ "-o", "A=<b>" ]"""), ("host", "[not json")], request =>
                request.Version = "5.1.0"
            )
        );

        Assert.Equal(
            """{"host":"[not json","options":"[\"-o\",\"A=<b>\"]","version":"5.1.0"}""",
            _stack.Resource("p").GetProperty("inputs").GetRawText()
        );
    }

    [Fact]
    public async Task A_record_of_an_earlier_version_that_has_neither_is_no_change()
    {
        static Task Provider(ScriptedProgram program) =>
            program.RegisterAsync("pulumi:providers:cloud", "p", [("options", """[ "-o" ]""")], request => request.Version = "5.1.0");
        await _stack.UpAsync(Provider);
        var now = await File.ReadAllTextAsync(_stack.StatePath);
        var earlier = now.Replace(",\"version\":\"5.1.0\"", "", StringComparison.Ordinal)
            .Replace("""[\"-o\"]""", """[ \"-o\" ]""", StringComparison.Ordinal);
        Assert.NotEqual(now, earlier);
        await File.WriteAllTextAsync(_stack.StatePath, earlier);

        var up = await _stack.UpAsync(Provider);

        Assert.False(up.HasChanges);
        Assert.Equal("""{"options":"[\"-o\"]","version":"5.1.0"}""", _stack.Resource("p").GetProperty("inputs").GetRawText());
    }

    [Fact]
    public async Task What_goes_to_the_CLI_has_the_outputs_that_its_providers_look_for()
    {
        await _stack.UpAsync(Program);
        _stack.Cloud.Export = (type, outputs) => outputs.With("mode", type);

        var exported = JsonNode.Parse(new StateTransfer(_stack.Options).Export()!)!["deployment"]!["resources"]!
            .AsArray()
            .Single(resource => resource!["urn"]!.ToString().EndsWith("::a", StringComparison.Ordinal))!;

        Assert.Equal("cloud:index:Thing", exported["outputs"]!["mode"]!.ToString());
        Assert.False(_stack.Resource("a").GetProperty("outputs").TryGetProperty("mode", out _));
    }

    [Fact]
    public async Task Secrets_exported_in_plain_text_are_encrypted_with_the_stacks_own_passphrase()
    {
        var shown = JsonNode.Parse(await File.ReadAllTextAsync(Exported()))!;
        shown["deployment"]!["secrets_providers"] = new JsonObject { ["type"] = "service", ["state"] = new JsonObject() };
        foreach (
            var holder in new[] { shown["deployment"]!["resources"]![2]!["inputs"]!, shown["deployment"]!["resources"]![2]!["outputs"]! }
        )
        {
            holder["connection"] = new JsonObject
            {
                ["4dabf18193072939515e22adb298388d"] = "1b47061264138c4ac30d75fd1eb44270",
                ["plaintext"] =
                    """{"host":"192.0.2.11","privateKey":{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","plaintext":"\"PRIVATE KEY\""}}""",
            };
        }

        shown["deployment"]!["resources"]![0]!["outputs"] = new JsonObject();
        _stack.Write("shown.json", shown.ToJsonString());

        Import(Path.Combine(_stack.Root, "shown.json"));

        Assert.DoesNotContain("PRIVATE KEY", await File.ReadAllTextAsync(_stack.StatePath), StringComparison.Ordinal);
        var read = _stack.State.Resources.Single(resource => resource.Name == "a");
        Assert.Equal("{host: 192.0.2.11, privateKey: PRIVATE KEY}", read.Inputs["connection"].Reveal().ToString());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_stack.StatePath));
    }

    [Fact]
    public async Task What_was_recorded_before_is_kept_beside_it()
    {
        await _stack.UpAsync(program => program.ThingAsync("mine"));
        var mine = await File.ReadAllTextAsync(_stack.StatePath);

        var (_, before) = Import(Exported());

        Assert.Equal(_stack.StatePath + ".before-import", before);
        Assert.Equal(mine, await File.ReadAllTextAsync(before!));
    }

    [Fact]
    public async Task A_state_of_another_stack_is_refused_and_nothing_is_touched()
    {
        _stack.Write(
            "other.json",
            (await File.ReadAllTextAsync(Exported())).Replace("urn:pulumi:dev::proj", "urn:pulumi:prod::shop", StringComparison.Ordinal)
        );
        var file = Path.Combine(_stack.Root, "other.json");

        var error = Assert.Throws<ConfigurationException>(() => Import(file));

        Assert.Equal(
            $"The state file {file} is of the stack \"prod\" of the project \"shop\"; this is the stack \"dev\" of the project \"proj\". "
                + "Name the stack with --stack, or rename the exported one first: pulumi stack rename.",
            error.Message
        );
        Assert.False(File.Exists(_stack.StatePath));
    }

    [Fact]
    public async Task Secrets_that_no_passphrase_opens_are_refused_with_the_way_on()
    {
        _stack.Write(
            "cloud.json",
            (await File.ReadAllTextAsync(Exported())).Replace("\"type\": \"passphrase\"", "\"type\": \"service\"", StringComparison.Ordinal)
        );
        var file = Path.Combine(_stack.Root, "cloud.json");

        var error = Assert.Throws<DamagedStateException>(() => Import(file));

        Assert.Equal(
            $"The state file {file} cannot be read: it holds encrypted secrets, and names no passphrase provider that goes with them. "
                + "Export it again: pulumi stack export --show-secrets --file FILE.",
            error.Message
        );
    }

    [Fact]
    public async Task Nothing_is_imported_while_a_run_is_at_work() =>
        await _stack.UpAsync(_ =>
        {
            Assert.Throws<StackLockedException>(() => Import(Exported()));
            return Task.CompletedTask;
        });

    [Fact]
    public async Task Who_holds_a_stack_is_told_while_it_is_held()
    {
        string? holder = null;
        await _stack.UpAsync(_ =>
        {
            holder = StackLock.HolderIn(_stack.Options.StateDirectory);
            return Task.CompletedTask;
        });

        Assert.StartsWith($"process {Environment.ProcessId}, since ", holder, StringComparison.Ordinal);
        Assert.Null(StackLock.HolderIn(_stack.Options.StateDirectory));
        Assert.Null(StackLock.HolderIn(Path.Combine(_stack.Root, "none")));
    }

    private (int Resources, string? Before) Import(string file) => new StateTransfer(_stack.Options).Import(file, _ => { });

    private static async Task Program(ScriptedProgram program)
    {
        await program.ThingAsync(
            "a",
            [
                ("connection", Connection()),
                ("labels", PropertyValue.Of([new PropertyMap([new("label", "k"), new("value", "v")])])),
                ("size", 1.5),
            ],
            request =>
            {
                request.Version = "1.2.3";
                request.AdditionalSecretOutputs.Add("stdout");
                request.PropertyDependencies.Add("connection", new());
                request.PropertyDependencies.Add("labels", new());
            }
        );
        await program.OutputsAsync(("token", PropertyValue.Of("open sesame").ToSecret()));
    }

    private static PropertyValue Connection()
    {
        var password = PropertyValue.Of(new PropertyMap([new("of", PropertyValue.Of([PropertyValue.Of("deep").ToSecret(), 1]))]));
        return PropertyValue
            .Of(
                new PropertyMap([
                    new("host", "192.0.2.11"),
                    new("port", 22),
                    new("privateKey", PropertyValue.Of("PRIVATE KEY").ToSecret()),
                    new("user", "admin"),
                    new("proxies", PropertyValue.Of([new PropertyMap([new("host", "192.0.2.1"), new("password", password.ToSecret())])])),
                ])
            )
            .ToSecret();
    }
}
