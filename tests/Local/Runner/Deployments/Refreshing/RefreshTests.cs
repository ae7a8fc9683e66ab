using Local.Providers.Contract;
using Local.Runner;

namespace Tests.Local.Runner.Deployments.Refreshing;

public sealed class RefreshTests : IDisposable
{
    private readonly TestStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task Refresh_takes_what_is_there_into_the_state_and_changes_nothing_else()
    {
        await _stack.UpAsync(Program);
        _stack.Cloud.There["a-id1"] = new PropertyMap([new("size", 7)]);
        _stack.Calls();

        var result = await _stack.RefreshAsync();

        Assert.Equal(["read a", "read b"], _stack.Calls().Order());
        Assert.Equal(1, result.Changes[Operation.Update]);
        Assert.Equal(1, result.Changes[Operation.Same]);
        Assert.Equal(7, _stack.Resource("a").GetProperty("inputs").GetProperty("size").GetDouble());
        Assert.Equal(
            ["size: 1 to 7"],
            result
                .Steps.Single(step => step.Operation == Operation.Update)
                .Changes.Select(change => $"{change.Path}: {change.Old} to {change.New}")
        );

        await _stack.UpAsync(Program);
        Assert.Equal(["update a"], _stack.Calls());
    }

    [Fact]
    public async Task Refresh_forgets_what_is_gone_and_who_refers_to_it_still_stands()
    {
        await _stack.UpAsync(Program);
        _stack.Cloud.There.TryRemove("a-id1", out _);

        var result = await _stack.RefreshAsync();

        Assert.Equal(1, result.Changes[Operation.Delete]);
        Assert.Equal(["proj-dev", "default", "b"], _stack.Names);
        Assert.False(_stack.Resource("b").TryGetProperty("dependencies", out _));
        _stack.Calls();
        await _stack.UpAsync(Program);
        Assert.Equal(["create a"], _stack.Calls().Take(1));
    }

    [Fact]
    public async Task What_the_caller_knows_to_be_unfinished_is_updated_too_and_once()
    {
        await _stack.UpAsync(Program);
        _stack.Calls();

        await _stack.RefreshAsync(options =>
            options with
            {
                Unfinished = resource => resource.Name == "a" ? "its machine was started again" : null,
            }
        );
        var updated = await _stack.UpAsync(Program);
        await _stack.UpAsync(Program);

        Assert.Equal(["read a", "read b", "update a"], _stack.Calls().Order());
        Assert.Equal(
            ["It is updated although the program has not changed it: its machine was started again."],
            updated.Diagnostics.Select(diagnostic => diagnostic.Message)
        );
    }

    [Fact]
    public async Task A_refresh_that_finds_everything_finished_leaves_nothing_to_do()
    {
        await _stack.UpAsync(program => program.ThingAsync("a"));
        await _stack.RefreshAsync(options => options with { Unfinished = _ => "its machine was started again" });
        await _stack.RefreshAsync();
        _stack.Calls();

        await _stack.UpAsync(program => program.ThingAsync("a"));

        Assert.Empty(_stack.Calls());
    }

    [Fact]
    public async Task Refresh_keeps_secrets_secret()
    {
        await _stack.UpAsync(program => program.ThingAsync("a", ("password", PropertyValue.Of("open sesame").ToSecret())));

        await _stack.RefreshAsync();

        Assert.DoesNotContain("open sesame", await File.ReadAllTextAsync(_stack.StatePath), StringComparison.Ordinal);
    }

    private static async Task Program(ScriptedProgram program)
    {
        var a = await program.ThingAsync("a", ("size", 1));
        await program.ThingAsync("b", [("of", a.Id)], request => ScriptedProgram.DependOn(request, "of", a));
    }
}
