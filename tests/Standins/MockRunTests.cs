using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Tests.Standins;

public sealed class MockRunTests
{
    private readonly EchoMocks _mocks = new();

    [Fact]
    public async Task A_mock_sees_plain_values_with_numbers_as_doubles_and_without_what_is_unset()
    {
        await _mocks.RunAsync(() =>
            _ = new Thing(
                "a",
                new ThingArgs
                {
                    Name = "thing",
                    Count = 3,
                    Size = Size.Large,
                    Secret = Output.CreateSecret("hidden"),
                    Tags = { ["k"] = "v" },
                    Names = { "n", Output.CreateSecret("m") },
                    Parts =
                    {
                        new PartArgs { Label = "p", Weight = 1.5 },
                    },
                    Any = true,
                }
            )
        );

        var seen = _mocks.Seen["a"];
        Assert.Equal(("test:index/thing:Thing", "a", "", ""), (seen.Type, seen.Name, seen.Provider, seen.Id));
        Assert.Equal(["any", "count", "name", "names", "parts", "secret", "size", "tags"], seen.Inputs.Keys.Order());
        Assert.Equal("thing", seen.Inputs["name"]);
        Assert.Equal(3.0, seen.Inputs["count"]);
        Assert.Equal("large", seen.Inputs["size"]);
        Assert.Equal("hidden", seen.Inputs["secret"]);
        Assert.Equal(true, seen.Inputs["any"]);
        Assert.Equal("v", Assert.IsType<ImmutableDictionary<string, object>>(seen.Inputs["tags"])["k"]);
        Assert.Equal(["n", "m"], Assert.IsType<ImmutableArray<object>>(seen.Inputs["names"]).AsEnumerable());
        var part = Assert.IsType<ImmutableDictionary<string, object>>(
            Assert.Single(Assert.IsType<ImmutableArray<object>>(seen.Inputs["parts"]))
        );
        Assert.Equal(("p", 1.5), ((string)part["label"], (double)part["weight"]));
    }

    [Fact]
    public async Task An_input_with_an_unknown_part_is_missing_as_a_whole()
    {
        var unknown = OutputUtilities.CreateUnknown("");
        await _mocks.PreviewAsync(() =>
            _ = new Thing(
                "a",
                new ThingArgs
                {
                    Name = "thing",
                    Secret = unknown,
                    Names = { "n", unknown },
                    Parts = { new PartArgs { Label = unknown } },
                }
            )
        );

        Assert.Equal(["name", "tags"], _mocks.Seen["a"].Inputs.Keys.Order());
    }

    [Fact]
    public async Task Outputs_come_in_their_declared_types()
    {
        _mocks.Computed["either"] = "text";
        _mocks.Computed["maybe"] = 7;
        _mocks.Computed["Unnamed"] = "C# casing";
        Thing thing = null!;
        await _mocks.RunAsync(() =>
            thing = new Thing(
                "a",
                new ThingArgs
                {
                    Name = "thing",
                    Count = 3,
                    Size = Size.Large,
                    Secret = Output.CreateSecret("hidden"),
                    Tags = { ["k"] = "v" },
                    Parts = { new PartArgs { Label = "p" } },
                }
            )
        );

        Assert.Equal("urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index/thing:Thing::a", await ValueAsync(thing.Urn));
        Assert.Equal("a-id", await ValueAsync(thing.Id));
        Assert.Equal(3, await ValueAsync(thing.Count));
        Assert.Equal(7, await ValueAsync(thing.Maybe));
        Assert.Equal(Size.Large, await ValueAsync(thing.Size));
        Assert.Equal("text", (await ValueAsync(thing.Either)).AsT1);
        Assert.Equal("v", (await ValueAsync(thing.Tags))["k"]);
        Assert.Equal("C# casing", await ValueAsync(thing.Unnamed));
        var part = Assert.Single(await ValueAsync(thing.Parts));
        Assert.Equal(("p", default(double?)), (part.Label, part.Weight));
        Assert.Equal([thing], await OutputUtilities.GetDependenciesAsync(thing.Count));
    }

    [Fact]
    public async Task What_no_mock_answered_is_unknown_in_a_preview_and_not_set_in_an_update()
    {
        Thing thing = null!;
        await _mocks.PreviewAsync(() => thing = new Thing("a", new ThingArgs { Name = "thing" }));
        Assert.False(await OutputUtilities.GetIsKnownAsync(thing.Secret));
        Assert.True(await OutputUtilities.GetIsKnownAsync(thing.Name));

        await _mocks.RunAsync(() => thing = new Thing("a", new ThingArgs { Name = "thing" }));
        Assert.True(await OutputUtilities.GetIsKnownAsync(thing.Secret));
        Assert.Null(await ValueAsync(thing.Secret));
        Assert.Equal(0, await ValueAsync(thing.Count));
    }

    [Fact]
    public async Task Without_an_id_the_id_is_unknown()
    {
        _mocks.Id = _ => null;
        Thing thing = null!;
        await _mocks.RunAsync(() => thing = new Thing("a", new ThingArgs { Name = "thing" }));

        Assert.False(await OutputUtilities.GetIsKnownAsync(thing.Id));
    }

    [Fact]
    public async Task An_output_of_another_type_than_declared_counts_as_not_set()
    {
        _mocks.Computed["tags"] = "no map";
        Thing thing = null!;
        await _mocks.RunAsync(() => thing = new Thing("a", new ThingArgs { Name = "thing" }));

        Assert.Null(await ValueAsync(thing.Tags));
    }

    [Fact]
    public async Task Components_are_mocked_too_and_their_outputs_registered()
    {
        await _mocks.RunAsync(() =>
            _ = new Group("g", group => _ = new Thing("a", new ThingArgs { Name = "thing" }, new() { Parent = group }))
        );

        Assert.Equal("test:index:Group", _mocks.Seen["g"].Type);
        var outputs = _mocks.Outputs["urn:pulumi:stack::project::pulumi:pulumi:Stack$test:index:Group::g"];
        Assert.Equal("group g", await OutputUtilities.GetValueAsync(Assert.Single(outputs).Value));
    }

    [Fact]
    public async Task The_resources_are_those_that_the_function_declared()
    {
        var resources = await _mocks.RunAsync(() =>
            _ = new Group("g", group => _ = new Thing("a", new ThingArgs { Name = "thing" }, new() { Parent = group }))
        );

        Assert.Equal(["a", "g"], resources.Select(resource => resource.GetResourceName()).Order());
        Assert.Equal(["test:index/thing:Thing", "test:index:Group"], resources.Select(resource => resource.GetResourceType()).Order());
    }

    [Fact]
    public async Task A_function_under_test_may_return_outputs()
    {
        var (resources, outputs) = await Deployment.TestAsync(_mocks, new TestOptions(), () =>
            new Dictionary<string, object?> { ["a"] = 1 }
        );

        Assert.Empty(resources);
        Assert.Equal(1, outputs["a"]);
    }

    [Fact]
    public async Task A_stack_under_test_registers_its_output_properties()
    {
        var resources = await Deployment.TestAsync<GoodStack>(_mocks, new TestOptions { ProjectName = "p", StackName = "s" });

        Assert.IsType<GoodStack>(Assert.Single(resources));
        var outputs = _mocks.Outputs["urn:pulumi:s::p::pulumi:pulumi:Stack::p-s"];
        Assert.Equal("hello", await OutputUtilities.GetValueAsync(outputs["greeting"]));
        Assert.Equal("as it is", await OutputUtilities.GetValueAsync(outputs["Unnamed"]));
    }

    [Fact]
    public async Task A_stack_output_must_be_set_in_the_constructor()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<UnsetStack>(_mocks));

        Assert.Equal(
            "Output(s) 'first, Second' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor.",
            error.Message
        );
    }

    [Fact]
    public async Task A_stack_output_must_be_an_output()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<WrongStack>(_mocks));

        Assert.Equal("Output(s) 'text' have incorrect type. [Output] attributed properties must be instances of Output<T>.", error.Message);
    }

    [Fact]
    public async Task A_stack_may_come_from_a_service_provider()
    {
        var services = new Services { Stack = typeof(GoodStack) };
        var resources = await Deployment.TestWithServiceProviderAsync<GoodStack>(_mocks, services);

        Assert.IsType<GoodStack>(Assert.Single(resources));
    }

    [Fact]
    public async Task Any_logged_error_fails_the_run()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => _mocks.RunAsync(() => Log.Error("no such host")));

        Assert.Equal("no such host", error.Message);
    }

    [Fact]
    public async Task Several_logged_errors_fail_the_run_together()
    {
        var errors = await Assert.ThrowsAsync<AggregateException>(() =>
            _mocks.RunAsync(() =>
            {
                Log.Error("one");
                Log.Error("two");
            })
        );

        Assert.Equal(["one", "two"], errors.InnerExceptions.Select(error => Assert.IsType<RunException>(error).Message).Order());
    }

    [Fact]
    public async Task Warnings_and_messages_do_not_fail_the_run() =>
        Assert.Empty(
            await _mocks.RunAsync(() =>
            {
                Log.Debug("d");
                Log.Info("i");
                Log.Warn("w");
            })
        );

    [Fact]
    public async Task A_run_exception_is_reported_by_its_message_alone()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => _mocks.RunAsync(() => Throw(new RunException("all said"))));

        Assert.Equal("all said", error.Message);
    }

    [Fact]
    public async Task A_resource_exception_without_its_stack_is_reported_by_its_message_alone()
    {
        var error = await Assert.ThrowsAsync<RunException>(() =>
            _mocks.RunAsync(() => Throw(new ResourceException("this one", null, hideStack: true)))
        );

        Assert.Equal("this one", error.Message);
    }

    [Fact]
    public async Task Any_other_exception_is_reported_as_unhandled()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => _mocks.RunAsync(() => Throw(new InvalidDataException("broken"))));

        Assert.StartsWith("Running program '", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "' failed with an unhandled exception:\nSystem.IO.InvalidDataException: broken",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_error_in_an_apply_fails_the_run_even_when_nobody_uses_it()
    {
        var error = await Assert.ThrowsAsync<RunException>(() =>
            _mocks.RunAsync(() => Output.Create(new RunException("late")).Apply(Throw))
        );

        Assert.Equal("late", error.Message);
    }

    [Fact]
    public async Task A_missing_required_argument_is_named()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => _mocks.RunAsync(() => _ = new Thing("a", new ThingArgs())));

        Assert.Contains(
            "System.ArgumentNullException: [Input] Tests.Standins.ThingArgs.Name is required but was not given a value (Parameter 'Name')",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_missing_required_argument_inside_another_is_named_with_its_place()
    {
        var error = await Assert.ThrowsAsync<RunException>(() =>
            _mocks.RunAsync(() => _ = new Thing("a", new ThingArgs { Name = "thing", Parts = { new PartArgs() } }))
        );

        Assert.Contains(
            "System.InvalidOperationException: error serializing property \"parts\": "
                + "[Input] Tests.Standins.PartArgs.Label is required but was not given a value (Parameter 'Label')",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_value_of_a_type_that_cannot_be_sent_is_an_error()
    {
        var error = await Assert.ThrowsAsync<RunException>(() =>
            _mocks.RunAsync(() => _ = new Thing("a", new ThingArgs { Name = "thing", Any = 1L }))
        );

        Assert.Contains(
            "error serializing property \"any\": System.Int64 is not a supported argument type.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_run_is_a_preview_of_project_and_stack_unless_told_otherwise()
    {
        var names = "";
        await Deployment.TestAsync(_mocks, new TestOptions(), () =>
        {
            var run = Deployment.Instance;
            names = $"{run.OrganizationName} {run.ProjectName} {run.StackName} {run.IsDryRun}";
        });

        Assert.Equal("organization project stack True", names);
    }

    [Fact]
    public async Task The_root_directory_must_be_given_to_be_read()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => _mocks.RunAsync(() => _ = Deployment.Instance.RootDirectory));
        Assert.Contains(
            "The Pulumi CLI version does not support root directory. Please update the Pulumi CLI.",
            error.Message,
            StringComparison.Ordinal
        );

        var directory = "";
        await Deployment.TestAsync(_mocks, new TestOptions { RootDirectory = "/project" }, () =>
        {
            directory = Deployment.Instance.RootDirectory;
        });
        Assert.Equal("/project", directory);
    }

    [Fact]
    public void Outside_of_a_run_there_is_no_deployment()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Deployment.Instance);

        Assert.Equal("Trying to acquire Deployment.Instance before 'Run' was called.", error.Message);
    }

    [Fact]
    public async Task An_asynchronous_function_is_run_to_its_end()
    {
        var resources = await Deployment.TestAsync(_mocks, new TestOptions(), async () =>
        {
            await Task.Yield();
            _ = new Thing("late", new ThingArgs { Name = "thing" });
        });

        Assert.Equal("late", Assert.Single(resources).GetResourceName());
    }

    [Fact]
    public async Task A_thousand_runs_side_by_side_do_not_mix()
    {
        var names = await Task.WhenAll(
            Enumerable
                .Range(0, 1000)
                .Select(async i =>
                {
                    var resources = await Deployment.TestAsync(new EchoMocks(), new TestOptions { StackName = $"s{i}" }, () =>
                        _ = new Thing("a", new ThingArgs { Name = "thing" })
                    );
                    return await ValueAsync(Assert.Single(resources).Urn);
                })
        );

        Assert.Equal(
            Enumerable.Range(0, 1000).Select(i => $"urn:pulumi:s{i}::project::pulumi:pulumi:Stack$test:index/thing:Thing::a"),
            names
        );
    }

    private static int Throw(Exception error) => throw error;

    private static Task<T> ValueAsync<T>(Output<T> output) => OutputUtilities.GetValueAsync(output);

    private sealed class Services : IServiceProvider
    {
        public required Type Stack { get; init; }

        public object? GetService(Type serviceType) => serviceType == Stack ? Activator.CreateInstance(Stack) : null;
    }

    private sealed class GoodStack : Stack
    {
        [Output("greeting")]
        public Output<string> Greeting { get; private set; } = Output.Create("hello");

        [Output]
        public Output<string> Unnamed { get; private set; } = Output.Create("as it is");
    }

    private sealed class UnsetStack : Stack
    {
        [Output("first")]
        public Output<string> First { get; private set; } = null!;

        [Output]
        public Output<string> Second { get; private set; } = null!;
    }

    private sealed class WrongStack : Stack
    {
        [Output("text")]
        public string Text { get; private set; } = "no output";
    }
}
