using Local.Providers.Contract;
using Local.Runner;

namespace Tests.Local.Runner.Deployments.Recovering;

/// <summary>A run that is killed is simulated by what a kill leaves: the state file as it was at that moment.</summary>
public sealed class InterruptedTests : IDisposable
{
    private readonly TestStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task A_create_is_on_the_disk_as_begun_before_the_provider_is_called()
    {
        string? during = null;
        _stack.Cloud.Before = (_, _) =>
        {
            during = _stack.Deployment.GetProperty("pending_operations").EnumerateArray().Single().GetProperty("type").GetString();
            return Task.CompletedTask;
        };

        await _stack.UpAsync(program => program.ThingAsync("a"));

        Assert.Equal("creating", during);
        Assert.Empty(_stack.Deployment.GetProperty("pending_operations").EnumerateArray());
    }

    [Fact]
    public async Task What_was_made_when_the_run_was_killed_is_found_and_not_made_twice()
    {
        await KilledAsync("create a", afterEffect: true, program => program.ThingAsync("a", ("size", 1)));

        var result = await _stack.UpAsync(program => program.ThingAsync("a", ("size", 1)));

        Assert.Equal(RunOutcome.Succeeded, result.Outcome);
        Assert.Equal(["recover a"], _stack.Calls());
        Assert.Equal("a-id1", Assert.Single(_stack.Cloud.There).Key);
        Assert.Equal("a-id1", _stack.Resource("a").GetProperty("id").GetString());
        Assert.Empty(_stack.Deployment.GetProperty("pending_operations").EnumerateArray());
    }

    [Theory]
    [InlineData(true, "read a")]
    [InlineData(false, "read a, delete a")]
    public async Task A_deletion_that_was_cut_off_is_looked_at_before_it_is_tried_again(bool afterEffect, string calls)
    {
        await _stack.UpAsync(program => program.ThingAsync("a"));
        await KilledAsync("delete a", afterEffect, _ => Task.CompletedTask);

        var result = await _stack.UpAsync(_ => Task.CompletedTask);

        Assert.Equal((RunOutcome.Succeeded, calls), (result.Outcome, string.Join(", ", _stack.Calls())));
        Assert.Empty(_stack.Cloud.There);
        Assert.DoesNotContain(_stack.Deployment.GetProperty("resources").EnumerateArray(), resource =>
            resource.GetProperty("urn").GetString()!.EndsWith("::a", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Destroy_takes_what_was_made_but_not_recorded()
    {
        await KilledAsync("create a", afterEffect: true, program => program.ThingAsync("a"));

        Assert.Equal(RunOutcome.Succeeded, (await _stack.DestroyAsync()).Outcome);

        Assert.Equal(["recover a", "delete a"], _stack.Calls());
    }

    [Fact]
    public async Task Destroy_does_not_look_for_what_goes_along_with_its_host()
    {
        static async Task Program(ScriptedProgram program)
        {
            var host = await program.ThingAsync("host");
            await program.ThingAsync("a", [], request => request.DeletedWith = host.Urn);
        }

        await KilledAsync("create a", afterEffect: true, Program);

        Assert.Equal(RunOutcome.Succeeded, (await _stack.DestroyAsync()).Outcome);

        Assert.Equal(["delete host"], _stack.Calls());
    }

    [Fact]
    public async Task What_was_not_made_yet_is_made()
    {
        await KilledAsync("create a", afterEffect: false, program => program.ThingAsync("a"));

        await _stack.UpAsync(program => program.ThingAsync("a"));

        Assert.Equal(["recover a", "create a"], _stack.Calls());
        Assert.Single(_stack.Cloud.There);
    }

    [Fact]
    public async Task An_interrupted_update_is_done_again_even_when_the_program_is_back_at_what_is_recorded()
    {
        await _stack.UpAsync(program => program.ThingAsync("a", ("size", 1)));
        await KilledAsync("update a", afterEffect: true, program => program.ThingAsync("a", ("size", 2)));

        await _stack.UpAsync(program => program.ThingAsync("a", ("size", 1)));

        Assert.Equal(["update a"], _stack.Calls());
        Assert.Equal("{size: 1}", Assert.Single(_stack.Cloud.There).Value.ToString());
        Assert.False(_stack.Resource("a").TryGetProperty("initErrors", out _));
    }

    [Fact]
    public async Task A_replacement_killed_between_its_halves_goes_on_where_it_was()
    {
        _stack.Cloud.Replaces.Add("zone");
        _stack.Cloud.DeleteBeforeReplace = true;
        await _stack.UpAsync(program => program.ThingAsync("a", ("zone", "1")));
        await KilledAsync("create a", afterEffect: false, program => program.ThingAsync("a", ("zone", "2")));

        await _stack.UpAsync(program => program.ThingAsync("a", ("zone", "2")));

        Assert.Equal(["recover a", "create a"], _stack.Calls());
        Assert.Equal("{zone: 2}", Assert.Single(_stack.Cloud.There).Value.ToString());
        Assert.Equal(["proj-dev", "default", "a"], _stack.Names);
    }

    [Fact]
    public async Task A_preview_tells_of_an_interrupted_operation_and_touches_nothing()
    {
        await KilledAsync("create a", afterEffect: true, program => program.ThingAsync("a"));

        var result = await _stack.PreviewAsync(program => program.ThingAsync("a"));

        Assert.Equal(
            "A previous run was interrupted while it was creating this. The next `up` checks what it left behind.",
            Assert.Single(result.Diagnostics).Message
        );
        Assert.Empty(_stack.Calls());
        Assert.Equal([TestStack.UrnOf("a")], new StackRunner(_stack.Options, _stack.Observer).ReadStack()!.Interrupted);
    }

    [Fact]
    public async Task Destroy_takes_what_an_interrupted_create_left()
    {
        await KilledAsync("create a", afterEffect: true, program => program.ThingAsync("a"));

        Assert.Equal(RunOutcome.Succeeded, (await _stack.DestroyAsync()).Outcome);

        Assert.Equal(["recover a", "delete a"], _stack.Calls());
        Assert.Empty(_stack.Cloud.There);
    }

    [Fact]
    public async Task What_cannot_be_looked_for_stays_recorded_and_stops_the_run()
    {
        await KilledAsync("create a", afterEffect: true, program => program.ThingAsync("a"));
        _stack.Cloud.Before = (_, _) => throw new ProviderException("The cloud is closed.");

        var result = await _stack.UpAsync(program => program.ThingAsync("a"));

        Assert.Equal(["The cloud is closed."], TestStack.Errors(result));
        Assert.Single(_stack.Deployment.GetProperty("pending_operations").EnumerateArray());
    }

    /// <summary>Runs until a call, keeps the state of that moment, lets the run end, and puts that state back.</summary>
    private async Task KilledAsync(string at, bool afterEffect, Func<ScriptedProgram, Task> program)
    {
        byte[]? then = null;
        var there = new Dictionary<string, PropertyMap>();
        Task Keep(string call)
        {
            if (call == at)
            {
                then = File.ReadAllBytes(_stack.StatePath);
                there = new Dictionary<string, PropertyMap>(_stack.Cloud.There);
            }

            return Task.CompletedTask;
        }

        _stack.Cloud.Before = (call, _) => afterEffect ? Task.CompletedTask : Keep(call);
        _stack.Cloud.After = call => afterEffect ? Keep(call) : Task.CompletedTask;
        await _stack.UpAsync(program);
        _stack.Cloud.Before = (_, _) => Task.CompletedTask;
        _stack.Cloud.After = _ => Task.CompletedTask;

        await File.WriteAllBytesAsync(_stack.StatePath, then!);
        _stack.Cloud.There.Clear();
        foreach (var (id, outputs) in there)
        {
            _stack.Cloud.There[id] = outputs;
        }

        _stack.Calls();
    }
}
