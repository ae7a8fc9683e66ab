using System.Text.RegularExpressions;
using Local.Providers.Contract;
using Local.Runner;
using Local.Runner.State;
using Pulumirpc;
using Snapshooter.Xunit;

namespace Tests.Local.Runner.State;

public sealed partial class StateTests : IDisposable
{
    private readonly TestStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task The_state_is_a_deployment_as_stack_export_prints_it()
    {
        _stack.Cloud.Outputs = (_, _) => new PropertyMap([new("list", PropertyValue.Of([1, "two", true, PropertyValue.Null]))]);
        await _stack.UpAsync(async program =>
        {
            var a = await program.ThingAsync("a", ("size", 1.5), ("umlaut", "grün & \"quoted\""));
            await program.ThingAsync("b", [("of", a.Id)], request =>
            {
                ScriptedProgram.DependOn(request, "of", a);
                request.Protect = true;
                request.RetainOnDelete = true;
                request.DeletedWith = a.Urn;
                request.IgnoreChanges.Add("x");
                request.ReplaceOnChanges.Add("y");
                request.ReplacementTrigger = Google.Protobuf.WellKnownTypes.Value.ForString("t");
                request.AdditionalSecretOutputs.Add("z");
                request.CustomTimeouts = new RegisterResourceRequest.Types.CustomTimeouts { Create = "1m", Delete = "2m" };
            });
            await program.OutputsAsync(("answer", 42));
        });

        Snapshot.Match(Volatile().Replace(await File.ReadAllTextAsync(_stack.StatePath), "…"));
    }

    [Fact]
    public async Task The_state_is_for_its_owner_only()
    {
        await _stack.UpAsync(program => program.ThingAsync("a"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_stack.StatePath));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(_stack.Options.StateDirectory)
        );
    }

    [Theory]
    [InlineData("{", "cannot be read: Expected depth to be zero")]
    [InlineData("""{"version":4,"deployment":{}}""", "cannot be read: it is of version 4; the local runner knows version 3.")]
    [InlineData(
        """{"version":3,"deployment":{"resources":[{"urn":"urn:pulumi:dev::p::t::n","type":"t","taint":true}]}}""",
        "cannot be read: the field \"taint\" of urn:pulumi:dev::p::t::n is not known to the local runner."
    )]
    [InlineData(
        """{"version":3,"deployment":{"secrets_providers":{"type":"awskms"}}}""",
        "cannot be read: its secrets provider is \"awskms\"; the local runner knows \"passphrase\"."
    )]
    public async Task A_state_that_cannot_be_read_is_said_so_and_left_as_it_is(string text, string message)
    {
        Directory.CreateDirectory(_stack.Options.StateDirectory);
        await File.WriteAllTextAsync(_stack.StatePath, text);

        var error = await Assert.ThrowsAsync<DamagedStateException>(() => _stack.UpAsync(program => program.ThingAsync("a")));

        Assert.StartsWith($"The state file {_stack.StatePath} {message}", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Restore a copy of it or, if nothing of the stack is left, delete it.", error.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(_stack.StatePath));
    }

    [Fact]
    public async Task A_writing_that_fails_half_way_leaves_the_old_state_whole()
    {
        await _stack.UpAsync(program => program.ThingAsync("a"));
        var before = await File.ReadAllTextAsync(_stack.StatePath);

        // What stands in the way of the file that is written beside it.
        Directory.CreateDirectory(_stack.StatePath + ".new");
        var result = await _stack.UpAsync(program => program.ThingAsync("b"));

        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.All(TestStack.Errors(result), error =>
            Assert.StartsWith($"The state file {_stack.StatePath} cannot be written: ", error, StringComparison.Ordinal)
        );
        Assert.Equal(before, await File.ReadAllTextAsync(_stack.StatePath));
        Assert.DoesNotContain("create b", _stack.Calls());
    }

    [Fact]
    public async Task Many_changes_at_once_go_out_in_few_writings()
    {
        var file = StateFile.Of(_stack.Options);
        Directory.CreateDirectory(_stack.Options.StateDirectory);
        var store = StateStore.OnDisk(
            new StackState([], []),
            file,
            global::Local.Runner.Secrets.PassphraseCrypter.Create("x"),
            TimeProvider.System
        );

        await Task.WhenAll(
            Enumerable
                .Range(0, 500)
                .Select(index =>
                    Task.Run(() =>
                        store.CommitAsync(state => state.Add(new ResourceRecord { Urn = TestStack.UrnOf($"t{index}"), Type = "t" }))
                    )
                )
        );

        Assert.Equal(500, _stack.Names.Count);
    }

    [Fact]
    public async Task What_another_tool_left_in_the_file_stays_byte_for_byte_while_nothing_changes()
    {
        await _stack.UpAsync(program => program.ThingAsync("a", ("size", 1)));
        var line = (await File.ReadAllLinesAsync(_stack.StatePath))
            .Single(text => text.Contains("::a\"", StringComparison.Ordinal))
            .TrimEnd(',');

        await _stack.UpAsync(async program =>
        {
            await program.ThingAsync("a", ("size", 1));
            await program.ThingAsync("b");
        });

        Assert.Contains(line, (await File.ReadAllLinesAsync(_stack.StatePath)).Select(text => text.TrimEnd(',')));
    }

    [GeneratedRegex("(?<=\"(time|created|modified|salt)\":\")[^\"]*|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Volatile();
}
