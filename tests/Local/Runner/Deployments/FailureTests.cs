using Local.Providers.Contract;
using Local.Runner;
using Pulumirpc;
using Refusal = Local.Providers.Contract.CheckFailure;

namespace Tests.Local.Runner.Deployments;

public sealed class FailureTests : IDisposable
{
    private readonly TestStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task What_depends_on_a_failed_resource_is_not_started_and_the_rest_is_done()
    {
        _stack.Cloud.Before = (call, _) =>
            call == "create a" ? throw new ProviderException("The zone is full. Take another.") : Task.CompletedTask;
        List<Result> results = [];

        var result = await _stack.UpAsync(async program =>
        {
            var a = await program.ThingAsync("a");
            var b = await program.ThingAsync("b", [("of", PropertyValue.Unknown)], request => ScriptedProgram.DependOn(request, "of", a));
            var c = await program.ThingAsync("c", [], request => request.Dependencies.Add(b.Urn));
            var d = await program.ThingAsync("d");
            results.AddRange([a.Result, b.Result, c.Result, d.Result]);
        });

        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Equal([Result.Fail, Result.Skip, Result.Skip, Result.Success], results);
        Assert.Equal(["create a", "create d"], _stack.Calls());
        Assert.Equal(
            ["The zone is full. Take another.", "2 resources were not started, because something that they depend on failed."],
            result.Diagnostics.Select(diagnostic => diagnostic.Message)
        );
        Assert.Equal(["proj-dev", "default", "d"], _stack.Names);
    }

    [Fact]
    public async Task Nothing_is_removed_when_anything_failed()
    {
        await _stack.UpAsync(program => program.ThingAsync("old"));
        _stack.Cloud.Before = (call, _) => call == "create a" ? throw new ProviderException("No.") : Task.CompletedTask;

        await _stack.UpAsync(program => program.ThingAsync("a"));

        Assert.Contains("old", _stack.Names);
        Assert.DoesNotContain("delete old", _stack.Calls());
    }

    [Fact]
    public async Task What_failed_half_way_is_known_and_updated_by_the_next_run()
    {
        _stack.Cloud.After = call =>
            call == "create a"
                ? throw new ProviderException("It does not start.")
                {
                    Partial = new ResourceState("a-half", new PropertyMap([new("size", 1)])),
                }
                : Task.CompletedTask;
        await _stack.UpAsync(program => program.ThingAsync("a", ("size", 1)));
        Assert.Equal("It does not start.", _stack.Resource("a").GetProperty("initErrors")[0].GetString());
        _stack.Calls();

        await _stack.UpAsync(program => program.ThingAsync("a", ("size", 1)));

        Assert.Equal(["update a"], _stack.Calls());
        Assert.Equal("a-half", _stack.Resource("a").GetProperty("id").GetString());
        Assert.False(_stack.Resource("a").TryGetProperty("initErrors", out _));
    }

    [Fact]
    public async Task An_error_that_no_provider_foresaw_leaves_the_operation_recorded_as_begun()
    {
        _stack.Cloud.After = call => call == "create a" ? throw new InvalidOperationException("connection reset") : Task.CompletedTask;

        var result = await _stack.UpAsync(program => program.ThingAsync("a"));

        Assert.Equal(
            ["InvalidOperationException: connection reset The next run checks what it left behind and continues from there."],
            TestStack.Errors(result)
        );
        _stack.Cloud.After = _ => Task.CompletedTask;
        _stack.Calls();
        await _stack.UpAsync(program => program.ThingAsync("a"));
        Assert.Equal(["recover a"], _stack.Calls());
    }

    [Fact]
    public async Task Every_refused_input_is_told()
    {
        _stack.Cloud.Refuse = (_, _) => [new Refusal("size", "must be at least 1"), new Refusal("", "needs a zone")];

        var result = await _stack.UpAsync(program => program.ThingAsync("a", ("size", 0)));

        Assert.Equal(
            ["The inputs of cloud:index:Thing \"a\" are not valid:\n  - size: must be at least 1\n  - needs a zone"],
            TestStack.Errors(result)
        );
        Assert.Empty(_stack.Calls());
    }

    [Fact]
    public async Task A_refused_provider_configuration_is_told()
    {
        _stack.Cloud.RefuseConfig = _ => [new Refusal("host", "is not an address")];

        var result = await _stack.UpAsync(program => program.ThingAsync("a"));

        Assert.Equal(["The provider's configuration is not valid:\n  - host: is not an address"], TestStack.Errors(result));
    }

    [Fact]
    public async Task A_failed_deletion_leaves_what_it_needs_and_deletes_the_rest()
    {
        await _stack.UpAsync(async program =>
        {
            var a = await program.ThingAsync("a");
            await program.ThingAsync("b", [], request => request.Dependencies.Add(a.Urn));
            await program.ThingAsync("c");
        });
        _stack.Cloud.Before = (call, _) => call == "delete b" ? throw new ProviderException("It is in use.") : Task.CompletedTask;

        var result = await _stack.DestroyAsync();

        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Equal(["proj-dev", "default", "a", "b"], _stack.Names);
    }

    [Fact]
    public async Task A_name_that_is_registered_twice_is_refused()
    {
        var result = await _stack.UpAsync(async program =>
        {
            await program.ThingAsync("a");
            await program.ThingAsync("a");
        });

        Assert.Equal(
            [$"The name is taken: the program registers {TestStack.UrnOf("a")} twice. Give one of the two another name."],
            TestStack.Errors(result)
        );
    }
}
