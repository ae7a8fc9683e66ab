using Local.Providers.Contract;
using Local.Runner;
using Pulumirpc;

namespace Tests.Local.Runner.Deployments.Registering;

public sealed class OptionTests : IDisposable
{
    private readonly TestStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task Protect_keeps_a_resource_from_being_deleted_and_all_else_with_it()
    {
        await _stack.UpAsync(async program =>
        {
            await program.ThingAsync("a", [], request => request.Protect = true);
            await program.ThingAsync("b");
        });
        _stack.Calls();

        var result = await _stack.UpAsync(_ => Task.CompletedTask);

        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Equal(
            [
                $"{TestStack.UrnOf("a")} is protected and cannot be deleted. Set Protect to false in the program and run `up` once; then it can.",
            ],
            TestStack.Errors(result)
        );
        Assert.Empty(_stack.Calls());
        Assert.Equal(RunOutcome.Failed, (await _stack.DestroyAsync()).Outcome);
        Assert.Equal(2, _stack.Cloud.There.Count);
    }

    [Fact]
    public async Task Protect_keeps_a_resource_from_being_replaced()
    {
        _stack.Cloud.Replaces.Add("zone");
        await _stack.UpAsync(program => program.ThingAsync("a", [("zone", "1")], request => request.Protect = true));

        var result = await _stack.UpAsync(program => program.ThingAsync("a", [("zone", "2")], request => request.Protect = true));

        Assert.Equal(
            [
                $"{TestStack.UrnOf("a")} must be replaced (zone), but is protected. Set Protect to false in the program to let it be replaced, or undo the change.",
            ],
            TestStack.Errors(result)
        );
    }

    [Fact]
    public async Task A_child_is_protected_as_its_parent_is_unless_it_says_otherwise()
    {
        await _stack.UpAsync(async program =>
        {
            var group = await program.ComponentAsync("g", request => request.Protect = true);
            await program.ThingAsync("a", [], request => request.Parent = group.Urn);
            await program.ThingAsync("b", [], request =>
            {
                request.Parent = group.Urn;
                request.Protect = false;
            });
        });

        Assert.True(_stack.Resource("a").GetProperty("protect").GetBoolean());
        Assert.False(_stack.Resource("b").TryGetProperty("protect", out _));
    }

    [Fact]
    public async Task RetainOnDelete_forgets_a_resource_without_deleting_it()
    {
        await _stack.UpAsync(program => program.ThingAsync("a", [], request => request.RetainOnDelete = true));
        _stack.Calls();

        var result = await _stack.UpAsync(_ => Task.CompletedTask);

        Assert.Equal(["Delete a"], TestStack.Steps(result));
        Assert.True(result.Steps.Single(step => step.Name == "a").IsKept);
        Assert.Empty(_stack.Calls());
        Assert.Single(_stack.Cloud.There);
        Assert.DoesNotContain("a", _stack.Names);
    }

    [Fact]
    public async Task What_is_retained_on_something_that_goes_is_not_kept()
    {
        await _stack.UpAsync(async program =>
        {
            var machine = await program.ThingAsync("machine");
            await program.ThingAsync("volume", [], request => (request.RetainOnDelete, request.DeletedWith) = (true, machine.Urn));
        });
        _stack.Calls();

        var result = await _stack.DestroyAsync();

        Assert.False(result.Steps.Single(step => step.Name == "volume").IsKept);
        Assert.Equal(["delete machine"], _stack.Calls());
    }

    [Fact]
    public async Task DeletedWith_spares_the_deletion_of_what_goes_with_something_else()
    {
        await _stack.UpAsync(Program);
        _stack.Calls();

        await _stack.DestroyAsync();

        Assert.Equal(["delete machine"], _stack.Calls());

        static async Task Program(ScriptedProgram program)
        {
            var machine = await program.ThingAsync("machine");
            await program.ThingAsync("command", [], request => request.DeletedWith = machine.Urn);
        }
    }

    [Fact]
    public async Task DeletedWith_deletes_all_the_same_when_the_other_stays()
    {
        await _stack.UpAsync(async program =>
        {
            var machine = await program.ThingAsync("machine");
            await program.ThingAsync("command", [], request => request.DeletedWith = machine.Urn);
        });
        _stack.Calls();

        await _stack.UpAsync(program => program.ThingAsync("machine"));

        Assert.Equal(["delete command"], _stack.Calls());
    }

    [Fact]
    public async Task IgnoreChanges_keeps_the_recorded_value()
    {
        await _stack.UpAsync(program =>
            program.ThingAsync("a", ("ami", "ami-1"), ("tags", new PropertyMap([new("x", "1"), new("y", "1")])))
        );
        _stack.Calls();

        var result = await _stack.UpAsync(program =>
            program.ThingAsync("a", [("ami", "ami-2"), ("tags", new PropertyMap([new("x", "2"), new("y", "2")]))], request =>
                request.IgnoreChanges.AddRange(["ami", "tags.x"])
            )
        );

        var step = Assert.Single(result.Steps, step => step.Operation == Operation.Update);
        Assert.Equal(["tags.y"], step.Changes.Select(change => change.Path));
        Assert.Equal("{ami: ami-1, tags: {x: 1, y: 2}}", step.New!.Inputs.ToString());
    }

    // The genuine provider looks for the path as it is written, and no path in a resource has a star.
    [Theory]
    [InlineData("ranges[0].gateway", "{ranges: [{gateway: 10.9.0.1, subnet: 10.9.0.0/24}], x: 2}")]
    [InlineData("ranges[*].gateway", "{ranges: [{subnet: 10.9.0.0/24}], x: 2}")]
    public async Task What_the_provider_read_is_ignored_by_its_whole_path_only(string ignored, string sent)
    {
        PropertyMap said = new([new("subnet", "10.9.0.0/24")]);
        _stack.Cloud.Outputs = (_, _) => new PropertyMap([new("ranges", PropertyValue.Of([said.With("gateway", "10.9.0.1")]))]);
        await _stack.UpAsync(program => program.ThingAsync("a", ("ranges", PropertyValue.Of([said])), ("x", "1")));
        _stack.Cloud.Outputs = (_, _) => PropertyMap.Empty;

        await _stack.UpAsync(program =>
            program.ThingAsync("a", [("ranges", PropertyValue.Of([said])), ("x", "2")], request => request.IgnoreChanges.Add(ignored))
        );

        Assert.Equal(sent, Assert.Single(_stack.Cloud.There).Value.ToString());
    }

    [Fact]
    public async Task ReplaceOnChanges_replaces_where_the_provider_would_update()
    {
        await _stack.UpAsync(program => program.ThingAsync("a", ("tags", new PropertyMap([new("x", "1"), new("y", "1")]))));

        var update = await _stack.PreviewAsync(program =>
            program.ThingAsync("a", [("tags", new PropertyMap([new("x", "1"), new("y", "2")]))], request =>
                request.ReplaceOnChanges.Add("tags.x")
            )
        );
        var replace = await _stack.PreviewAsync(program =>
            program.ThingAsync("a", [("tags", new PropertyMap([new("x", "2"), new("y", "1")]))], request =>
                request.ReplaceOnChanges.Add("tags.x")
            )
        );

        Assert.Equal(["Update a"], TestStack.Steps(update));
        Assert.Equal(["Replace a", "DeleteReplaced a"], TestStack.Steps(replace));
        Assert.Equal(["tags.x"], replace.Steps.Single(step => step.Operation == Operation.Replace).ReplaceReasons);
    }

    [Theory]
    [InlineData(null, "global", "")]
    [InlineData("global", null, "")]
    [InlineData("global", "global", "")]
    [InlineData("global", "replicated", "Replace a,DeleteReplaced a")]
    public async Task Another_ReplacementTrigger_than_the_recorded_one_replaces(string? before, string? now, string steps)
    {
        await _stack.UpAsync(program => program.ThingAsync("a", [("x", "1")], request => Trigger(request, before)));

        var preview = await _stack.PreviewAsync(program => program.ThingAsync("a", [("x", "1")], request => Trigger(request, now)));

        Assert.Equal(steps.Split(',', StringSplitOptions.RemoveEmptyEntries), TestStack.Steps(preview));
        Assert.All(preview.Steps.Where(step => step.Operation == Operation.Replace), step =>
            Assert.Equal(["replacementTrigger"], step.ReplaceReasons)
        );
    }

    [Fact]
    public async Task A_ReplacementTrigger_on_what_is_there_already_is_recorded_without_a_step()
    {
        await _stack.UpAsync(program => program.ThingAsync("a"));
        await _stack.UpAsync(program => program.ThingAsync("a", [], request => Trigger(request, "global")));

        var preview = await _stack.PreviewAsync(program => program.ThingAsync("a", [], request => Trigger(request, "replicated")));

        Assert.Equal(["Replace a", "DeleteReplaced a"], TestStack.Steps(preview));
    }

    private static void Trigger(RegisterResourceRequest request, string? value) =>
        request.ReplacementTrigger = value is null ? null : Google.Protobuf.WellKnownTypes.Value.ForString(value);

    [Fact]
    public async Task AdditionalSecretOutputs_are_encrypted_and_marked()
    {
        _stack.Cloud.Outputs = (_, _) => new PropertyMap([new("stdout", "the token")]);
        RegisterResourceResponse? a = null;

        await _stack.UpAsync(async program =>
            a = await program.ThingAsync("a", [], request => request.AdditionalSecretOutputs.Add("stdout"))
        );

        Assert.Equal("{stdout: [secret]}", ScriptedProgram.Outputs(a!).ToString());
        Assert.DoesNotContain("the token", await File.ReadAllTextAsync(_stack.StatePath), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("1h30m", 5400)]
    [InlineData("1m30.5s", 90.5)]
    public async Task A_custom_timeout_reaches_the_provider_and_the_state(string duration, double seconds)
    {
        await _stack.UpAsync(program =>
            program.ThingAsync("a", [], request =>
                request.CustomTimeouts = new RegisterResourceRequest.Types.CustomTimeouts { Create = duration }
            )
        );

        Assert.Equal(seconds, _stack.Resource("a").GetProperty("customTimeouts").GetProperty("create").GetDouble());
        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.Single(_stack.Cloud.Timeouts));
    }

    [Fact]
    public async Task DependsOn_is_recorded_so_that_a_deletion_keeps_the_order()
    {
        await _stack.UpAsync(async program =>
        {
            var a = await program.ThingAsync("a");
            await program.ThingAsync("b", [], request => request.Dependencies.Add(a.Urn));
        });
        _stack.Calls();

        await _stack.DestroyAsync();

        Assert.Equal(["delete b", "delete a"], _stack.Calls());
    }
}
