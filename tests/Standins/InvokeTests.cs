using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Tests.Standins;

public sealed class InvokeTests
{
    private const string Token = "test:index/lookUp:lookUp";
    private readonly EchoMocks _mocks = new() { Answer = { ["answer"] = "found", ["numbers"] = ImmutableArray.Create<object>(1, 2) } };

    [Fact]
    public async Task A_look_up_gives_its_typed_result()
    {
        Output<LookUpResult> result = null!;
        await _mocks.RunAsync(() => result = Deployment.Instance.Invoke<LookUpResult>(Token, new LookUpArgs { Query = "q" }));

        var value = await OutputUtilities.GetValueAsync(result);
        Assert.Equal("found", value.Answer);
        Assert.Equal([1, 2], value.Numbers.AsEnumerable());
        var call = Assert.Single(_mocks.Calls);
        Assert.Equal((Token, "q", ""), (call.Token, call.Args["query"], call.Provider));
    }

    [Fact]
    public async Task A_look_up_at_once_gives_its_typed_result()
    {
        LookUpResult? result = null;
        await Deployment.TestAsync(_mocks, new(), async () =>
        {
            result = await Deployment.Instance.InvokeAsync<LookUpResult>(Token, new LookUpArgs { Query = "q" });
        });

        Assert.Equal("found", result?.Answer);
    }

    [Fact]
    public async Task With_an_unknown_argument_nothing_is_asked()
    {
        Output<LookUpResult> result = null!;
        await _mocks.PreviewAsync(() =>
            result = Deployment.Instance.Invoke<LookUpResult>(Token, new LookUpArgs { Query = OutputUtilities.CreateUnknown("") })
        );

        Assert.False(await OutputUtilities.GetIsKnownAsync(result));
        Assert.Empty(_mocks.Calls);
    }

    [Fact]
    public async Task A_look_up_waits_for_the_resources_it_depends_on()
    {
        _mocks.Id = name => name == "not yet" ? null : name;
        Output<LookUpResult> there = null!,
            notYet = null!;
        Thing thing = null!;
        await _mocks.PreviewAsync(() =>
        {
            thing = new Thing("there", new ThingArgs { Name = "t" });
            var missing = new Thing("not yet", new ThingArgs { Name = "t" });
            there = Deployment.Instance.Invoke<LookUpResult>(Token, new LookUpArgs(), new InvokeOutputOptions { DependsOn = { thing } });
            notYet = Deployment.Instance.Invoke<LookUpResult>(Token, new LookUpArgs(), new InvokeOutputOptions { DependsOn = { missing } });
        });

        Assert.True(await OutputUtilities.GetIsKnownAsync(there));
        Assert.Equal([thing], await OutputUtilities.GetDependenciesAsync(there));
        Assert.False(await OutputUtilities.GetIsKnownAsync(notYet));
        Assert.Single(_mocks.Calls);
    }

    [Fact]
    public async Task The_result_depends_on_the_resources_of_its_arguments()
    {
        Thing thing = null!;
        Output<LookUpResult> result = null!;
        await _mocks.RunAsync(() =>
        {
            thing = new Thing("a", new ThingArgs { Name = "t" });
            result = Deployment.Instance.Invoke<LookUpResult>(Token, new LookUpArgs { Query = thing.Name });
        });

        Assert.Equal([thing], await OutputUtilities.GetDependenciesAsync(result));
    }

    [Fact]
    public async Task The_provider_is_the_given_one_or_that_of_the_parent()
    {
        await _mocks.RunAsync(() =>
        {
            var provider = new ThingProvider("p", new ThingProviderArgs());
            var group = new Group("g", _ => { }, new() { Providers = { provider } });
            Deployment.Instance.Invoke<LookUpResult>(Token, new LookUpArgs(), new InvokeOptions { Provider = provider });
            Deployment.Instance.Invoke<LookUpResult>(Token, new LookUpArgs(), new InvokeOptions { Parent = group });
        });

        const string reference = "urn:pulumi:stack::project::pulumi:pulumi:Stack$pulumi:providers:test::p::p-id";
        Assert.Equal([reference, reference], _mocks.Calls.Select(call => call.Provider));
    }
}
