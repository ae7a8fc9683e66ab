using Local.Providers.Contract;
using Local.Runner;

namespace Tests.Local.Runner.Deployments.Deleting;

public sealed class DestroyTests : IDisposable
{
    private readonly TestStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task Destroy_runs_no_program_deletes_dependents_first_and_leaves_neither_state_nor_key()
    {
        await _stack.UpAsync(Program);
        _stack.Calls();

        var result = await _stack.DestroyAsync();

        Assert.Equal(RunOutcome.Succeeded, result.Outcome);
        Assert.Equal(["delete b", "delete a"], _stack.Calls());
        Assert.False(File.Exists(_stack.StatePath));
        Assert.Null(new StackRunner(_stack.Options, _stack.Observer).ReadStack());
    }

    [Fact]
    public async Task Destroy_of_nothing_does_nothing()
    {
        var result = await _stack.DestroyAsync();

        Assert.Equal(RunOutcome.Succeeded, result.Outcome);
        Assert.Empty(result.Steps);
    }

    [Fact]
    public async Task Destroy_uses_the_provider_that_the_state_records()
    {
        await _stack.UpAsync(async program =>
        {
            var provider = await program.RegisterAsync(
                "pulumi:providers:cloud",
                "mine",
                [("host", PropertyValue.Of("ssh://node1").ToSecret())],
                _ => { }
            );
            await program.ThingAsync("a", [], request => request.Provider = $"{provider.Urn}::{provider.Id}");
        });
        _stack.Cloud.Configurations.Clear();

        await _stack.DestroyAsync();

        Assert.Equal("{host: ssh://node1}", Assert.Single(_stack.Cloud.Configurations).ToString());
    }

    private static async Task Program(ScriptedProgram program)
    {
        var a = await program.ThingAsync("a", ("size", 1));
        await program.ThingAsync("b", [("of", a.Id)], request => ScriptedProgram.DependOn(request, "of", a));
    }
}
