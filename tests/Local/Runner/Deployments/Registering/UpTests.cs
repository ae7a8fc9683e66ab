using Local.Providers.Contract;
using Local.Runner;
using Local.Runner.Protocol;

namespace Tests.Local.Runner.Deployments.Registering;

public sealed class UpTests : IDisposable
{
    private readonly TestStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task A_new_resource_is_created_and_its_outputs_come_back()
    {
        _stack.Cloud.Outputs = (_, _) => new PropertyMap([new("address", "10.0.0.1")]);
        Pulumirpc.RegisterResourceResponse? a = null;

        var result = await _stack.UpAsync(async program => a = await program.ThingAsync("a", ("size", 1)));

        Assert.Equal(RunOutcome.Succeeded, result.Outcome);
        Assert.Equal(["Create a"], TestStack.Steps(result));
        Assert.Equal(["create a"], _stack.Calls());
        Assert.Equal(TestStack.UrnOf("a"), a!.Urn);
        Assert.Equal("a-id1", a.Id);
        Assert.Equal("{address: 10.0.0.1, size: 1}", ScriptedProgram.Outputs(a).ToString());
    }

    [Fact]
    public async Task A_second_run_with_nothing_changed_calls_no_provider_and_leaves_the_state_file_alone()
    {
        await _stack.UpAsync(Program);
        _stack.Calls();
        var before = await File.ReadAllBytesAsync(_stack.StatePath);

        var result = await _stack.UpAsync(Program);

        Assert.False(result.HasChanges);
        Assert.Equal(4, result.Changes[Operation.Same]);
        Assert.Empty(_stack.Calls());
        Assert.Equal(before, await File.ReadAllBytesAsync(_stack.StatePath));

        static async Task Program(ScriptedProgram program)
        {
            var a = await program.ThingAsync("a", ("size", 1), ("secret", PropertyValue.Of("x").ToSecret()));
            await program.ThingAsync("b", [("of", a.Id)], request => ScriptedProgram.DependOn(request, "of", a));
        }
    }

    [Fact]
    public async Task A_changed_input_is_updated_in_place_and_its_difference_told()
    {
        await _stack.UpAsync(program => program.ThingAsync("a", ("size", 1), ("tags", new PropertyMap([new("x", "1"), new("y", "2")]))));
        _stack.Calls();

        var result = await _stack.UpAsync(program =>
            program.ThingAsync("a", ("size", 1), ("tags", new PropertyMap([new("x", "9"), new("z", "3")])))
        );

        Assert.Equal(["update a"], _stack.Calls());
        var step = Assert.Single(result.Steps, step => step.Operation == Operation.Update);
        Assert.Equal(
            ["tags.x: 1 to 9", "tags.y: 2 to ", "tags.z:  to 3"],
            step.Changes.Select(change => $"{change.Path}: {change.Old} to {change.New}")
        );
        Assert.Equal("a-id1", _stack.Resource("a").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_resource_that_the_program_no_longer_registers_is_deleted_after_all_else_dependents_first()
    {
        await _stack.UpAsync(async program =>
        {
            var a = await program.ThingAsync("a");
            var b = await program.ThingAsync("b", [], request => request.Dependencies.Add(a.Urn));
            await program.ThingAsync("c", [], request => request.Dependencies.Add(b.Urn));
        });
        _stack.Calls();

        var result = await _stack.UpAsync(program => program.ThingAsync("d"));

        Assert.Equal(["create d", "delete c", "delete b", "delete a"], _stack.Calls());
        Assert.Equal(3, result.Changes[Operation.Delete]);
        Assert.Equal(["proj-dev", "default", "d"], _stack.Names);
    }

    [Fact]
    public async Task A_component_groups_its_children_and_is_never_asked_of_a_provider()
    {
        Pulumirpc.RegisterResourceResponse? child = null;
        await _stack.UpAsync(async program =>
        {
            var group = await program.ComponentAsync("g");
            child = await program.ThingAsync("g-a", [], request => request.Parent = group.Urn);
            await program.OutputsAsync(group.Urn, ("count", 1));
        });

        Assert.Equal(["create g-a"], _stack.Calls());
        Assert.Equal("urn:pulumi:dev::proj::swarm:test:Group$cloud:index:Thing::g-a", child!.Urn);
        Assert.Equal(1, _stack.Resource("g").GetProperty("outputs").GetProperty("count").GetDouble());
    }

    [Fact]
    public async Task The_outputs_of_the_stack_are_told_and_kept()
    {
        var result = await _stack.UpAsync(program =>
            program.OutputsAsync(("endpoint", "http://127.1.2.3:8000"), ("token", PropertyValue.Of("t").ToSecret()))
        );

        Assert.Equal("{endpoint: http://127.1.2.3:8000, token: [secret]}", result.Outputs.ToString());
        Assert.Equal(
            "{endpoint: http://127.1.2.3:8000, token: [secret]}",
            new StackRunner(_stack.Options, _stack.Observer).ReadStack()!.Outputs.ToString()
        );
    }

    [Fact]
    public async Task A_default_provider_takes_its_configuration_from_the_stack_and_its_name_from_the_version()
    {
        _stack.Options = _stack.Options with
        {
            ConfigOverrides = new Dictionary<string, string> { ["cloud:region"] = "eu-central-1", ["other:x"] = "1" },
        };

        await _stack.UpAsync(program => program.ThingAsync("a", [], request => request.Version = "7.48.0"));

        Assert.Equal("{region: eu-central-1}", Assert.Single(_stack.Cloud.Configurations).ToString());
        Assert.Equal("pulumi:providers:cloud", _stack.Resource("default_7_48_0").GetProperty("type").GetString());
        Assert.StartsWith(
            $"{TestStack.UrnOf("default_7_48_0", "pulumi:providers:cloud")}::",
            _stack.Resource("a").GetProperty("provider").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_explicit_provider_is_made_once_with_its_own_configuration()
    {
        await _stack.UpAsync(async program =>
        {
            var provider = await program.RegisterAsync("pulumi:providers:cloud", "mine", [("host", "ssh://node1")], _ => { });
            await program.ThingAsync("a", [], request => request.Provider = $"{provider.Urn}::{provider.Id}");
            await program.ThingAsync("b", [], request => request.Provider = $"{provider.Urn}::{provider.Id}");
        });

        Assert.Equal("{host: ssh://node1}", Assert.Single(_stack.Cloud.Configurations).ToString());
        Assert.Equal(["proj-dev", "mine", "a", "b"], _stack.Names);
    }

    [Fact]
    public async Task A_function_is_answered_by_its_package()
    {
        _stack.Cloud.Answer = (token, arguments) => arguments.With("token", token);
        PropertyMap? answer = null;

        await _stack.UpAsync(async program =>
            answer = WireValues.Read(
                (
                    await program.Monitor.InvokeAsync(
                        new Pulumirpc.ResourceInvokeRequest
                        {
                            Tok = "cloud:index:getThing",
                            Args = WireValues.Write(new PropertyMap([new("name", "x")])),
                        }
                    )
                ).Return
            )
        );

        Assert.Equal("{name: x, token: cloud:index:getThing}", answer!.ToString());
    }

    [Fact]
    public async Task A_resource_that_is_only_read_is_recorded_as_external_and_never_deleted()
    {
        _stack.Cloud.There["found"] = new PropertyMap([new("size", 5)]);
        PropertyMap? read = null;
        await _stack.UpAsync(async program =>
            read = WireValues.Read(
                (
                    await program.Monitor.ReadResourceAsync(
                        new Pulumirpc.ReadResourceRequest
                        {
                            Type = ScriptedProgram.Thing,
                            Name = "r",
                            Id = "found",
                        }
                    )
                ).Properties
            )
        );

        Assert.Equal("{size: 5}", read!.ToString());
        Assert.True(_stack.Resource("r").GetProperty("external").GetBoolean());
        Assert.Equal(RunOutcome.Succeeded, (await _stack.DestroyAsync()).Outcome);
        Assert.Equal(["read r"], _stack.Calls());
        Assert.True(_stack.Cloud.There.ContainsKey("found"));
    }

    [Fact]
    public async Task Independent_resources_are_created_at_once()
    {
        using var both = new CountdownEvent(2);
        _stack.Cloud.Before = async (_, cancellation) =>
        {
            both.Signal();
            await Task.Run(() => Assert.True(both.Wait(TimeSpan.FromSeconds(30), cancellation)), cancellation);
        };

        var result = await _stack.UpAsync(program => Task.WhenAll(program.ThingAsync("a"), program.ThingAsync("b")));

        Assert.Equal(2, result.Steps.Count(step => step is { Operation: Operation.Create, IsCustom: true, Type: ScriptedProgram.Thing }));
    }

    [Fact]
    public async Task No_more_operations_run_at_once_than_allowed()
    {
        _stack.Options = _stack.Options with { Parallelism = 2 };
        var now = 0;
        var most = 0;
        _stack.Cloud.Before = async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Delay(20);
            Interlocked.Decrement(ref now);
        };

        await _stack.UpAsync(program => Task.WhenAll(Enumerable.Range(0, 8).Select(index => program.ThingAsync($"t{index}"))));

        Assert.Equal(2, most);
    }
}
