using Local.Providers.Contract;
using Local.Runner;

namespace Tests.Local.Runner.Deployments.Importing;

public sealed class ImportTests : IDisposable
{
    private readonly TestStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task What_is_there_already_is_recorded_as_it_is_and_nothing_is_touched()
    {
        Other("a", 1);

        var result = await _stack.ImportAsync(Program);

        Assert.Equal(["find a", "find b"], _stack.Calls());
        Assert.Equal(["Create b"], TestStack.Steps(result));
        Assert.Equal([("a", "other-a")], result.TakenOver.Select(taken => (taken.Name, taken.Id)));
        Assert.Equal(["proj-dev", "default", "a"], _stack.Names);
        Assert.Equal("other-a", _stack.Resource("a").GetProperty("id").GetString());
    }

    [Fact]
    public async Task The_next_up_makes_only_what_was_not_there()
    {
        Other("a", 1);
        await _stack.ImportAsync(Program);
        _stack.Calls();

        Assert.Equal(["Create b"], TestStack.Steps(await _stack.UpAsync(Program)));
        Assert.Equal(["create b"], _stack.Calls());
    }

    [Fact]
    public async Task A_difference_is_shown_and_made_by_the_next_up_only()
    {
        Other("a", 7);
        Other("b", 2);

        var result = await _stack.ImportAsync(Program);

        Assert.Equal(
            ["size: 7 to 1"],
            result
                .Steps.Single(step => step.Operation == Operation.Update)
                .Changes.Select(change => $"{change.Path}: {change.Old} to {change.New}")
        );
        Assert.Equal(7, _stack.Resource("a").GetProperty("inputs").GetProperty("size").GetDouble());
        _stack.Calls();
        Assert.Equal(["Update a"], TestStack.Steps(await _stack.UpAsync(Program)));
        Assert.Equal(["update a"], _stack.Calls());
    }

    [Fact]
    public async Task What_the_state_knows_is_not_looked_for_again_and_stays_before_what_depends_on_it()
    {
        await _stack.UpAsync(program => program.ThingAsync("a", ("size", 1)));
        _stack.Calls();
        Other("b", 2);

        await _stack.ImportAsync(Program);

        Assert.Equal(["find b"], _stack.Calls());
        Assert.Equal(["proj-dev", "default", "a", "b"], _stack.Names);
        Assert.Equal(
            [TestStack.UrnOf("a")],
            _stack.Resource("b").GetProperty("dependencies").EnumerateArray().Select(urn => urn.GetString())
        );
        Assert.Equal([], TestStack.Steps(await _stack.UpAsync(Program)));
    }

    [Fact]
    public async Task What_depends_on_something_that_is_only_planned_is_recorded_without_it()
    {
        Other("b", 2);

        await _stack.ImportAsync(Program);

        Assert.Equal(["proj-dev", "default", "b"], _stack.Names);
        Assert.False(_stack.Resource("b").TryGetProperty("dependencies", out _));
        Assert.Equal(["Create a"], TestStack.Steps(await _stack.UpAsync(Program)));
    }

    [Fact]
    public async Task What_is_in_a_component_is_recorded_with_it()
    {
        Other("a", 1);

        await _stack.ImportAsync(async program =>
        {
            var group = await program.ComponentAsync("group");
            await program.ThingAsync("a", [("size", 1)], request => request.Parent = group.Urn);
        });

        Assert.Equal(["proj-dev", "group", "default", "a"], _stack.Names);
    }

    [Fact]
    public async Task When_anything_fails_nothing_is_taken_over()
    {
        Other("a", 1);
        _stack.Cloud.Before = (call, _) => call == "find b" ? throw new ProviderException("the cloud does not answer") : Task.CompletedTask;

        var result = await _stack.ImportAsync(Program);

        Assert.Equal(["the cloud does not answer"], TestStack.Errors(result));
        Assert.Empty(result.TakenOver);
        Assert.False(File.Exists(_stack.StatePath));
    }

    [Fact]
    public async Task Secrets_of_what_is_taken_over_stay_secret()
    {
        _stack.Cloud.Others["a"] = ("other-a", new PropertyMap([new("password", "open sesame")]));

        await _stack.ImportAsync(program => program.ThingAsync("a", ("password", PropertyValue.Of("open sesame").ToSecret())));

        Assert.DoesNotContain("open sesame", File.ReadAllText(_stack.StatePath), StringComparison.Ordinal);
        Assert.Equal(["a"], _stack.Names.Skip(2));
    }

    private void Other(string name, int size) => _stack.Cloud.Others[name] = ($"other-{name}", new PropertyMap([new("size", size)]));

    private static async Task Program(ScriptedProgram program)
    {
        var a = await program.ThingAsync("a", ("size", 1));
        await program.ThingAsync("b", [("size", 2)], request => request.Dependencies.Add(a.Urn));
    }
}
