using Pulumirpc;

namespace Tests.Local.Runner.Deployments.Registering;

public sealed class AliasTests : IDisposable
{
    private readonly TestStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task A_renamed_resource_stays_the_one_it_was_and_so_do_references_to_it()
    {
        await _stack.UpAsync(program => Pair(program, "old"));
        _stack.Calls();

        var result = await _stack.UpAsync(program =>
            Pair(program, "new", request => request.Aliases.Add(new Alias { Spec = new Alias.Types.Spec { Name = "old" } }))
        );

        Assert.False(result.HasChanges);
        Assert.Empty(_stack.Calls());
        Assert.Equal(["proj-dev", "default", "new", "b"], _stack.Names);
        Assert.Equal(TestStack.UrnOf("new"), _stack.Resource("b").GetProperty("dependencies")[0].GetString());
    }

    [Fact]
    public async Task A_whole_URN_is_an_alias_too()
    {
        await _stack.UpAsync(program => program.ThingAsync("old"));
        _stack.Calls();

        await _stack.UpAsync(program =>
            program.ThingAsync("new", [], request => request.Aliases.Add(new Alias { Urn = TestStack.UrnOf("old") }))
        );

        Assert.Empty(_stack.Calls());
    }

    [Fact]
    public async Task A_resource_that_moved_into_a_component_is_found_without_its_parent()
    {
        await _stack.UpAsync(program => program.ThingAsync("a"));
        _stack.Calls();

        await _stack.UpAsync(async program =>
        {
            var group = await program.ComponentAsync("g");
            await program.ThingAsync("a", [], request =>
            {
                request.Parent = group.Urn;
                request.Aliases.Add(new Alias { Spec = new Alias.Types.Spec { NoParent = true } });
            });
        });

        Assert.Empty(_stack.Calls());
    }

    [Fact]
    public async Task Children_of_a_renamed_component_are_found_under_its_former_name()
    {
        await _stack.UpAsync(program => Group(program, "old", _ => { }));
        _stack.Calls();

        await _stack.UpAsync(program =>
            Group(program, "new", request => request.Aliases.Add(new Alias { Spec = new Alias.Types.Spec { Name = "old" } }))
        );

        Assert.Empty(_stack.Calls());
        Assert.Equal(["proj-dev", "new", "default", "new-a"], _stack.Names);

        static async Task Group(ScriptedProgram program, string name, Action<RegisterResourceRequest> options)
        {
            var group = await program.ComponentAsync(name, options);
            await program.ThingAsync($"{name}-a", [], request => request.Parent = group.Urn);
        }
    }

    [Fact]
    public async Task Two_resources_cannot_both_have_been_the_same_one()
    {
        await _stack.UpAsync(program => program.ThingAsync("old"));

        var result = await _stack.UpAsync(async program =>
        {
            await program.ThingAsync("one", [], request => request.Aliases.Add(new Alias { Urn = TestStack.UrnOf("old") }));
            await program.ThingAsync("two", [], request => request.Aliases.Add(new Alias { Urn = TestStack.UrnOf("old") }));
        });

        Assert.Equal(
            [
                $"{TestStack.UrnOf("two")} and {TestStack.UrnOf("one")} both claim to have been {TestStack.UrnOf("old")}. Remove one of the two aliases.",
            ],
            TestStack.Errors(result)
        );
    }

    private static async Task Pair(ScriptedProgram program, string name, Action<RegisterResourceRequest>? options = null)
    {
        var a = await program.ThingAsync(name, [], options ?? (_ => { }));
        await program.ThingAsync("b", [], request => request.Dependencies.Add(a.Urn));
    }
}
