using Pulumi;
using Pulumi.Utilities;

namespace Tests.Standins;

public sealed class OptionTests
{
    private readonly EchoMocks _mocks = new();

    [Fact]
    public async Task A_transformation_of_a_component_sees_the_options_of_every_descendant()
    {
        var seen = new List<string>();
        ResourceTransformation record = args =>
        {
            seen.Add($"{args.Resource.GetResourceName()} {args.Options.Protect} {args.Options.Parent?.GetResourceName()}");
            return null;
        };
        await _mocks.RunAsync(() =>
            _ = new Group(
                "outer",
                outer =>
                    _ = new Group(
                        "inner",
                        inner => _ = new Thing("thing", new ThingArgs { Name = "t" }, new() { Parent = inner, Protect = true }),
                        new() { Parent = outer }
                    ),
                new() { ResourceTransformations = { record } }
            )
        );

        Assert.Equal(["outer  ", "inner  outer", "thing True inner"], seen);
    }

    [Fact]
    public async Task A_transformation_may_change_arguments_and_options()
    {
        ResourceTransformation rename = args =>
            args.Args is ThingArgs thing
                ? new ResourceTransformationResult(
                    new ThingArgs { Name = thing.Name.Apply(name => name + "!") },
                    CustomResourceOptions.Merge((CustomResourceOptions)args.Options, new() { ImportId = "taken over" })
                )
                : null;
        await _mocks.RunAsync(() => _ = new Thing("a", new ThingArgs { Name = "t" }, new() { ResourceTransformations = { rename } }));

        Assert.Equal("t!", _mocks.Seen["a"].Inputs["name"]);
        Assert.Equal("taken over", _mocks.Seen["a"].Id);
    }

    [Fact]
    public async Task A_transformation_may_not_change_the_parent()
    {
        ResourceTransformation adopt = args => new ResourceTransformationResult(
            args.Args,
            new CustomResourceOptions { Parent = args.Resource }
        );
        var error = await Assert.ThrowsAsync<RunException>(() =>
            _mocks.RunAsync(() => _ = new Thing("a", new ThingArgs { Name = "t" }, new() { ResourceTransformations = { adopt } }))
        );

        Assert.Contains(
            "System.ArgumentException: Transformations cannot currently be used to change the 'parent' of a resource.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_provider_is_inherited_from_the_component_that_names_it()
    {
        await _mocks.RunAsync(() =>
        {
            var provider = new ThingProvider("p", new ThingProviderArgs());
            var other = new ThingProvider("q", new ThingProviderArgs());
            _ = new Group(
                "g",
                group =>
                {
                    _ = new Group(
                        "h",
                        inner => _ = new Thing("inherits", new ThingArgs { Name = "t" }, new() { Parent = inner }),
                        new() { Parent = group }
                    );
                    _ = new Thing("own", new ThingArgs { Name = "t" }, new() { Parent = group, Provider = other });
                },
                new() { Providers = { provider } }
            );
            _ = new Thing("default", new ThingArgs { Name = "t" });
        });

        const string reference = "urn:pulumi:stack::project::pulumi:pulumi:Stack$pulumi:providers:test::";
        Assert.Equal(reference + "p::p-id", _mocks.Seen["inherits"].Provider);
        Assert.Equal(reference + "q::q-id", _mocks.Seen["own"].Provider);
        Assert.Equal("", _mocks.Seen["default"].Provider);
    }

    [Fact]
    public async Task A_provider_that_does_not_exist_yet_is_named_with_an_unknown_id()
    {
        _mocks.Id = _ => null;
        await _mocks.PreviewAsync(() =>
            _ = new Thing("a", new ThingArgs { Name = "t" }, new() { Provider = new ThingProvider("p", new ThingProviderArgs()) })
        );

        Assert.Equal(
            "urn:pulumi:stack::project::pulumi:pulumi:Stack$pulumi:providers:test::p::04da6b54-80e4-46f7-96ec-b56ff0331ba9",
            _mocks.Seen["a"].Provider
        );
    }

    [Fact]
    public async Task A_component_takes_one_provider_or_several_but_not_both()
    {
        var error = await Assert.ThrowsAsync<RunException>(() =>
            _mocks.RunAsync(() =>
            {
                var provider = new ThingProvider("p", new ThingProviderArgs());
                _ = new Group("g", _ => { }, new() { Provider = provider, Providers = { provider } });
            })
        );

        Assert.Contains(
            "Pulumi.ResourceException: Do not supply both 'provider' and 'providers' options to a ComponentResource.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Provider_arguments_that_are_not_texts_are_sent_as_json_texts()
    {
        await _mocks.RunAsync(() =>
            _ = new ThingProvider(
                "p",
                new ThingProviderArgs
                {
                    Host = "ssh://h",
                    Port = 22,
                    Options = { "-a", "-b" },
                }
            )
        );

        var inputs = _mocks.Seen["p"].Inputs;
        Assert.Equal(("ssh://h", "22", """[ "-a", "-b" ]"""), ((string)inputs["host"], (string)inputs["port"], (string)inputs["options"]));
    }

    [Fact]
    public async Task Reading_by_id_hands_the_mock_the_id()
    {
        Thing thing = null!;
        await _mocks.RunAsync(() => thing = new Thing("a", new ThingArgs { Name = "t" }, new() { Id = "there" }));

        Assert.Equal("there", _mocks.Seen["a"].Id);
        Assert.Equal("there", await OutputUtilities.GetValueAsync(thing.Id));
    }

    [Fact]
    public void Merged_options_add_their_lists_and_the_second_scalars_win()
    {
        var merged = CustomResourceOptions.Merge(
            new()
            {
                Protect = true,
                Version = "1",
                IgnoreChanges = { "a" },
                DeleteBeforeReplace = true,
                AdditionalSecretOutputs = { "x" },
            },
            new()
            {
                Protect = false,
                IgnoreChanges = { "b" },
                ReplaceOnChanges = { "c" },
                AdditionalSecretOutputs = { "y" },
            }
        );

        Assert.Equal((false, "1", true), (merged.Protect, merged.Version, merged.DeleteBeforeReplace));
        Assert.Equal(["a", "b"], merged.IgnoreChanges);
        Assert.Equal(["c"], merged.ReplaceOnChanges);
        Assert.Equal(["x", "y"], merged.AdditionalSecretOutputs);
    }

    [Fact]
    public async Task Merged_component_options_keep_the_last_provider_of_each_package()
    {
        var kept = "";
        await _mocks.RunAsync(() =>
        {
            var first = new ThingProvider("first", new ThingProviderArgs());
            var second = new ThingProvider("second", new ThingProviderArgs());
            var merged = ComponentResourceOptions.Merge(new() { Providers = { first } }, new() { Providers = { second } });
            kept = Assert.Single(merged.Providers).GetResourceName();
        });

        Assert.Equal("second", kept);
    }

    [Fact]
    public async Task Merging_leaves_the_options_it_was_given_alone()
    {
        var options = new CustomResourceOptions { IgnoreChanges = { "a" } };
        CustomResourceOptions.Merge(options, new() { IgnoreChanges = { "b" } });
        Assert.Equal(["a"], options.IgnoreChanges);

        await _mocks.RunAsync(() =>
            _ = new Group("g", group => _ = new Thing("a", new ThingArgs { Name = "t" }, options), new() { Protect = true })
        );
        Assert.Null(options.Protect);
    }

    [Fact]
    public async Task A_resource_needs_a_type_and_a_name()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => _mocks.RunAsync(() => _ = new Thing("", new ThingArgs { Name = "t" })));

        Assert.Contains("System.ArgumentException: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("(Parameter 'name')", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_urn_is_built_from_its_parts()
    {
        var urn = "";
        await _mocks.RunAsync(() => Urn.Create("n", "t:m:T", project: "other").Apply(value => urn = value));
        Assert.Equal("urn:pulumi:stack::other::t:m:T::n", urn);

        await _mocks.RunAsync(() => Urn.Create("n", "t:m:T", parentUrn: "urn:pulumi:s::p::a:b:C::x").Apply(value => urn = value));
        Assert.Equal("urn:pulumi:s::p::a:b:C$t:m:T::n", urn);
    }
}
