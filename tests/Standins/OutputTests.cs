using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Tests.Standins;

public sealed class OutputTests
{
    private static readonly Output<string> _unknown = OutputUtilities.CreateUnknown("");

    [Fact]
    public async Task Apply_transforms_the_value()
    {
        Assert.Equal(6, await OutputUtilities.GetValueAsync(Output.Create("pulumi").Apply(text => text.Length)));
        Assert.Equal(6, await OutputUtilities.GetValueAsync(Output.Create("pulumi").Apply(text => Task.FromResult(text.Length))));
        Assert.Equal(6, await OutputUtilities.GetValueAsync(Output.Create("pulumi").Apply(text => Output.Create(text.Length))));
        Assert.Equal(6, await OutputUtilities.GetValueAsync(Output.Create("pulumi").Apply(text => (Input<int>)text.Length)));
    }

    [Fact]
    public async Task Apply_on_an_unknown_value_calls_nothing_and_is_unknown()
    {
        var calls = 0;
        var output = _unknown.Apply(_ => ++calls);

        Assert.False(await OutputUtilities.GetIsKnownAsync(output));
        Assert.Equal(0, await OutputUtilities.GetValueAsync(output));
        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task Apply_to_an_unknown_output_is_unknown() =>
        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.Create(1).Apply(_ => _unknown)));

    [Fact]
    public async Task Apply_to_nothing_gives_the_default()
    {
        Assert.Null(await OutputUtilities.GetValueAsync(Output.Create(1).Apply(_ => default(Output<string>))));
        Assert.Null(await OutputUtilities.GetValueAsync(Output.Create(1).Apply(_ => default(Input<string>))));
    }

    [Fact]
    public async Task What_comes_of_a_secret_is_secret()
    {
        var secret = Output.CreateSecret("hidden");

        Assert.True(await Output.IsSecretAsync(secret.Apply(text => text.Length)));
        Assert.True(await Output.IsSecretAsync(Output.Create(1).Apply(_ => secret)));
        Assert.True(await Output.IsSecretAsync(Output.Format($"{1}: {secret}")));
        Assert.True(await Output.IsSecretAsync(Output.All(Output.Create("open"), secret)));
        Assert.True(await Output.IsSecretAsync(Output.Tuple(Output.Create(1), secret)));
        Assert.True(await Output.IsSecretAsync(Output.CreateSecret(Output.Create(1))));
        Assert.False(await Output.IsSecretAsync(Output.Unsecret(secret)));
        Assert.Equal("hidden", await OutputUtilities.GetValueAsync(Output.Unsecret(secret)));
    }

    [Fact]
    public async Task A_secret_that_is_unknown_stays_secret()
    {
        var output = Output.CreateSecret(_unknown).Apply(text => text + "!");

        Assert.True(await Output.IsSecretAsync(output));
        Assert.False(await OutputUtilities.GetIsKnownAsync(output));
    }

    [Fact]
    public async Task Format_takes_inputs_outputs_and_plain_values_in_the_invariant_culture()
    {
        Input<int> input = 2;
        var text = Output.Format($"{1.5:0.00} {input} {Output.Create("three")} {null}|");

        Assert.Equal("1.50 2 three |", await OutputUtilities.GetValueAsync(text));
    }

    [Fact]
    public async Task Combined_values_are_unknown_while_one_is()
    {
        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.All(Output.Create("known"), _unknown)));
        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.Tuple(Output.Create(1), _unknown)));
        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.Format($"{1} {_unknown}")));
    }

    [Fact]
    public async Task All_keeps_the_order()
    {
        var outputs = new List<Output<int>> { Output.Create(1), Output.Create(2) };

        Assert.Equal([1, 2, 3], (await OutputUtilities.GetValueAsync(Output.All<int>(1, Output.Create(2), 3))).AsEnumerable());
        Assert.Equal([1, 2], (await OutputUtilities.GetValueAsync(Output.All(outputs))).AsEnumerable());
    }

    [Fact]
    public async Task Tuples_take_up_to_eight_values()
    {
        Input<int> one = 1;
        Assert.Equal((1, "2"), await OutputUtilities.GetValueAsync(Output.Tuple(one, (Input<string>)"2")));
        Assert.Equal((1, 2, 3), await OutputUtilities.GetValueAsync(Output.Tuple(Output.Create(1), Output.Create(2), Output.Create(3))));
        var eight = Output.Tuple(one, one, one, one, one, one, one, (Input<string>)"8");
        Assert.Equal((1, 1, 1, 1, 1, 1, 1, "8"), await OutputUtilities.GetValueAsync(eight));
    }

    [Fact]
    public async Task Lists_and_unions_are_reached_into()
    {
        var list = Output.Create(ImmutableArray.Create("a", "b"));
        Assert.Equal("b", await OutputUtilities.GetValueAsync(list.GetAt(1)));
        Assert.Equal("a", await OutputUtilities.GetValueAsync(list.First()));
        Assert.Equal(2, await OutputUtilities.GetValueAsync(list.Length()));

        var union = Output.Create(Union<int, string>.FromT1("text"));
        Assert.True(await OutputUtilities.GetValueAsync(union.IsT1()));
        Assert.Equal("text", await OutputUtilities.GetValueAsync(union.AsT1()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => OutputUtilities.GetValueAsync(union.AsT0()));
    }

    [Fact]
    public async Task Json_is_written_from_the_values_of_inner_outputs()
    {
        var value = Output.Create(new Dictionary<string, Output<string>> { ["a"] = Output.Create("1"), ["b"] = Output.CreateSecret("2") });
        var json = Output.JsonSerialize(value);

        Assert.Equal("""{"a":"1","b":"2"}""", await OutputUtilities.GetValueAsync(json));
        Assert.True(await Output.IsSecretAsync(json));
    }

    [Fact]
    public async Task Json_with_an_unknown_inside_is_unknown() =>
        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.JsonSerialize(Output.Create(new[] { _unknown }))));

    [Fact]
    public async Task Json_is_read_into_a_type()
    {
        var numbers = Output.JsonDeserialize<int[]>(Output.CreateSecret("[1,2]"));

        Assert.Equal(new[] { 1, 2 }, await OutputUtilities.GetValueAsync(numbers));
        Assert.True(await Output.IsSecretAsync(numbers));
    }

    [Fact]
    public async Task A_dependency_can_be_added()
    {
        Thing thing = null!;
        await new EchoMocks().RunAsync(() => thing = new Thing("a", new ThingArgs { Name = "t" }));
        var output = OutputUtilities.WithDependency(Output.CreateSecret(1), thing);

        Assert.Equal([thing], await OutputUtilities.GetDependenciesAsync(output));
        Assert.Equal(1, await OutputUtilities.GetValueAsync(output));
        Assert.True(await Output.IsSecretAsync(output));
    }

    [Fact]
    public async Task A_failing_function_is_the_outputs_error()
    {
        var output = Output.Create(1).Apply<int>(_ => Fail());

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => OutputUtilities.GetValueAsync(output));
        Assert.Equal("broken", error.Message);
    }

    private static int Fail() => throw new InvalidDataException("broken");
}
