using Local.Providers.Contract;
using Local.Runner;

namespace Tests.Local.Runner.Deployments.Deleting;

public sealed class RefuseDeletionTests : IDisposable
{
    private readonly TestStack _stack = new();

    public RefuseDeletionTests() =>
        _stack.Options = _stack.Options with
        {
            RefuseDeletion = (gone, before) =>
                gone.Count(view => view.Type == ScriptedProgram.Thing) == before.Count(view => view.Type == ScriptedProgram.Thing)
                    ? $"no: {string.Join(", ", gone.Where(view => view.Type == ScriptedProgram.Thing).Select(view => view.Name))}"
                    : null,
        };

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task What_is_refused_is_not_deleted_and_a_run_that_did_nothing_else_touched_nothing()
    {
        await _stack.UpAsync(Two);
        _stack.Calls();

        var result = await _stack.UpAsync(_ => Task.CompletedTask);

        Assert.Equal(["no: a, b"], TestStack.Errors(result));
        Assert.True(result.IsRefused);
        Assert.Equal([], _stack.Calls());
        Assert.Equal(["a", "b", "default", "proj-dev"], _stack.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_preview_warns_and_shows_what_would_go()
    {
        await _stack.UpAsync(Two);

        var result = await _stack.PreviewAsync(_ => Task.CompletedTask);

        Assert.Equal([new Diagnostic(LogLevel.Warning, "no: a, b")], result.Diagnostics);
        Assert.Equal(["Delete b", "Delete a"], TestStack.Steps(result).OrderDescending());
    }

    [Fact]
    public async Task What_is_not_refused_goes()
    {
        await _stack.UpAsync(Two);

        Assert.Equal(["Delete b"], TestStack.Steps(await _stack.UpAsync(program => program.ThingAsync("a"))));
    }

    private static async Task Two(ScriptedProgram program)
    {
        await program.ThingAsync("a");
        await program.ThingAsync("b");
    }
}
