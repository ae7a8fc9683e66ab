using Local.Runner;
using Pulumirpc;

namespace Tests.Local.Runner.Deployments.Registering;

public sealed class ReplacementTests : IDisposable
{
    private readonly TestStack _stack = new();

    public ReplacementTests() => _stack.Cloud.Replaces.UnionWith(["zone", "of"]);

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task A_replacement_is_made_before_the_old_one_is_deleted_and_dependents_follow_in_between()
    {
        await _stack.UpAsync(program => Chain(program, "1", deleteFirst: false));
        _stack.Calls();

        var result = await _stack.UpAsync(program => Chain(program, "2", deleteFirst: false));

        Assert.Equal(["create a", "create b", "delete b", "delete a"], _stack.Calls());
        Assert.Equal(2, result.Changes[Operation.Replace]);
        Assert.False(result.Changes.ContainsKey(Operation.DeleteReplaced));
        Assert.Equal(["proj-dev", "default", "a", "b", "c"], _stack.Names);
        Assert.Equal(["zone"], result.Steps.Single(step => step is { Name: "a", Operation: Operation.Replace }).ReplaceReasons);
    }

    [Fact]
    public async Task DeleteBeforeReplace_deletes_first_and_before_it_what_must_be_replaced_with_it()
    {
        await _stack.UpAsync(program => Chain(program, "1", deleteFirst: true));
        _stack.Calls();

        var result = await _stack.UpAsync(program => Chain(program, "2", deleteFirst: true));

        // c only depends on b in order: it need not go.
        Assert.Equal(["delete b", "delete a", "create a", "create b"], _stack.Calls());
        Assert.Equal(2, result.Changes[Operation.Replace]);
        Assert.Equal(["proj-dev", "default", "a", "b", "c"], _stack.Names);
    }

    [Theory]
    [InlineData(true, "delete machine", "create machine", "create service")]
    [InlineData(false, "create machine", "create service", "delete machine")]
    public async Task What_is_deleted_with_something_is_replaced_with_it_and_never_deleted_by_itself(
        bool deleteFirst,
        params string[] calls
    )
    {
        await _stack.UpAsync(program => Program(program, "1"));
        _stack.Calls();

        var preview = await _stack.PreviewAsync(program => Program(program, "2"));
        var result = await _stack.UpAsync(program => Program(program, "2"));

        Assert.Equal(calls, _stack.Calls());
        Assert.Equal((2, 2), (preview.Changes[Operation.Replace], result.Changes[Operation.Replace]));
        Assert.Equal(["proj-dev", "default", "machine", "service"], _stack.Names);

        async Task Program(ScriptedProgram program, string zone)
        {
            var machine = await program.ThingAsync("machine", [("zone", zone)], request =>
            {
                request.DeleteBeforeReplace = deleteFirst;
                request.DeleteBeforeReplaceDefined = true;
            });
            await program.ThingAsync("service", [("size", 1)], request => request.DeletedWith = machine.Urn);
        }
    }

    [Fact]
    public async Task What_lived_on_something_that_a_refresh_found_gone_is_made_anew_with_it()
    {
        await _stack.UpAsync(Program);
        _stack.Cloud.There.TryRemove("machine-id1", out _);
        await _stack.RefreshAsync();
        _stack.Calls();

        await _stack.UpAsync(Program);

        Assert.Equal(["create machine", "create service", "delete service"], _stack.Calls());

        static async Task Program(ScriptedProgram program)
        {
            var machine = await program.ThingAsync("machine");
            await program.ThingAsync("service", [("size", 1)], request => request.DeletedWith = machine.Urn);
        }
    }

    [Fact]
    public async Task What_goes_with_two_that_are_replaced_at_once_is_deleted_once_and_the_second_does_not_wait_for_it()
    {
        await _stack.UpAsync(program => Program(program, "1"));
        _stack.Calls();
        var roots = new[] { "delete left", "delete right" };
        // Nobody would begin with the second while its deletion waits.
        var second = new TaskCompletionSource();
        _stack.Cloud.Before = async (call, _) =>
        {
            if (call == "delete both")
            {
                await second.Task.WaitAsync(TimeSpan.FromSeconds(30));
            }
            else if (roots.Contains(call))
            {
                second.TrySetResult();
            }
        };

        var result = await _stack.UpAsync(program => Program(program, "2"));

        Assert.Equal(RunOutcome.Succeeded, result.Outcome);
        var calls = _stack.Calls();
        Assert.Equal(["delete both", "create both"], calls.Where(call => call.EndsWith("both", StringComparison.Ordinal)));
        // Before the one that it goes with; the other may come first by a hair.
        Assert.Contains("delete both", calls.Take(2));
        Assert.Equal(["both", "default", "left", "proj-dev", "right"], _stack.Names.Order());

        async Task Program(ScriptedProgram program, string zone)
        {
            var made = await Task.WhenAll(RootAsync("left"), RootAsync("right"));
            await program.ThingAsync("both", [("of", made[0].Id), ("zone", made[1].Id)], request =>
            {
                ScriptedProgram.DependOn(request, "of", made[0]);
                ScriptedProgram.DependOn(request, "zone", made[1]);
            });

            Task<RegisterResourceResponse> RootAsync(string name) => program.ThingAsync(name, [("zone", zone)], request =>
                {
                    request.DeleteBeforeReplace = true;
                    request.DeleteBeforeReplaceDefined = true;
                });
        }
    }

    [Fact]
    public async Task The_provider_may_ask_for_deletion_first_and_the_option_overrules_it()
    {
        _stack.Cloud.DeleteBeforeReplace = true;
        await _stack.UpAsync(program => program.ThingAsync("a", ("zone", "1")));
        _stack.Calls();

        await _stack.UpAsync(program => program.ThingAsync("a", ("zone", "2")));
        Assert.Equal(["delete a", "create a"], _stack.Calls());

        await _stack.UpAsync(program => program.ThingAsync("a", [("zone", "3")], request => request.DeleteBeforeReplaceDefined = true));
        Assert.Equal(["create a", "delete a"], _stack.Calls());
    }

    [Fact]
    public async Task An_automatic_name_is_kept_by_an_update_and_made_anew_by_a_replacement()
    {
        await _stack.UpAsync(program => program.ThingAsync("a", ("auto", ""), ("zone", "1")));
        var first = _stack.Resource("a").GetProperty("inputs").GetProperty("auto").GetString();

        await _stack.UpAsync(program => program.ThingAsync("a", ("auto", ""), ("zone", "1"), ("size", 2)));
        Assert.Equal(first, _stack.Resource("a").GetProperty("inputs").GetProperty("auto").GetString());

        await _stack.UpAsync(program => program.ThingAsync("a", ("auto", ""), ("zone", "2"), ("size", 2)));
        Assert.NotEqual(first, _stack.Resource("a").GetProperty("inputs").GetProperty("auto").GetString());
    }

    [Fact]
    public async Task An_old_one_that_could_not_be_deleted_is_deleted_by_the_next_run()
    {
        await _stack.UpAsync(program => program.ThingAsync("a", ("zone", "1")));
        _stack.Cloud.Before = (call, _) =>
            call == "delete a" ? throw new global::Local.Providers.Contract.ProviderException("The cloud is closed.") : Task.CompletedTask;
        var failed = await _stack.UpAsync(program => program.ThingAsync("a", ("zone", "2")));
        Assert.Equal(["The cloud is closed."], TestStack.Errors(failed));
        Assert.Equal(["proj-dev", "default", "a", "[a]"], _stack.Names);

        _stack.Cloud.Before = (_, _) => Task.CompletedTask;
        _stack.Calls();
        await _stack.UpAsync(program => program.ThingAsync("a", ("zone", "2")));

        Assert.Equal(["delete a"], _stack.Calls());
        Assert.Equal(["proj-dev", "default", "a"], _stack.Names);
    }

    [Fact]
    public async Task A_protected_dependent_stops_a_replacement_that_would_delete_it()
    {
        await _stack.UpAsync(program => Pair(program, "1"));
        _stack.Calls();

        var result = await _stack.UpAsync(program => Pair(program, "2"));

        Assert.Equal(
            [
                $"{TestStack.UrnOf("a")} must be deleted before it is replaced, and with it {TestStack.UrnOf("b")}, which is protected. Set Protect to false in the program and run `up` once, or undo the change.",
            ],
            TestStack.Errors(result)
        );
        Assert.Empty(_stack.Calls());

        static async Task Pair(ScriptedProgram program, string zone)
        {
            var a = await program.ThingAsync("a", [("zone", zone)], DeleteFirst);
            await program.ThingAsync("b", [("of", a.Id)], request =>
            {
                request.Protect = true;
                ScriptedProgram.DependOn(request, "of", a);
            });
        }
    }

    [Fact]
    public async Task A_preview_of_a_replacement_touches_nothing_and_shows_all_of_it()
    {
        await _stack.UpAsync(program => Chain(program, "1", deleteFirst: true));
        _stack.Calls();

        var result = await _stack.PreviewAsync(program => Chain(program, "2", deleteFirst: true));

        Assert.Equal(["DeleteReplaced b", "DeleteReplaced a", "Replace a", "Replace b"], TestStack.Steps(result));
        Assert.Empty(_stack.Calls());
    }

    private static void DeleteFirst(RegisterResourceRequest request)
    {
        request.DeleteBeforeReplace = true;
        request.DeleteBeforeReplaceDefined = true;
    }

    /// <summary>b takes its input "of" from a, which cannot change in place; c only comes after b.</summary>
    private static async Task Chain(ScriptedProgram program, string zone, bool deleteFirst)
    {
        var a = await program.ThingAsync("a", [("zone", zone)], deleteFirst ? DeleteFirst : _ => { });
        var b = await program.ThingAsync(
            "b",
            [("of", a.Id.Length == 0 ? global::Local.Providers.Contract.PropertyValue.Unknown : a.Id)],
            request => ScriptedProgram.DependOn(request, "of", a)
        );
        await program.ThingAsync("c", [("size", 1)], request =>
        {
            request.Dependencies.Add(b.Urn);
            request.PropertyDependencies["size"] = new RegisterResourceRequest.Types.PropertyDependencies();
        });
    }
}
