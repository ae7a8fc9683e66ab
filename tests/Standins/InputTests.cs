using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Tests.Standins;

public sealed class InputTests
{
    [Fact]
    public async Task A_list_is_filled_one_by_one_and_by_lists()
    {
        InputList<string> list = new() { "a", Output.Create("b"), new[] { "c", "d" } };
        list.Add("e", Output.Create("f"));
        list.AddRange(new List<string> { "g" });

        Assert.Equal(["a", "b", "c", "d", "e", "f", "g"], await ValueAsync(list));
    }

    [Fact]
    public async Task A_list_converts_from_one_value_and_from_every_kind_of_list()
    {
        string[] expected = ["a", "b"];
        Output<string> a = Output.Create("a");
        Input<string> b = "b";

        Assert.Equal(["a"], await ValueAsync<string>("a"));
        Assert.Equal(["a"], await ValueAsync<string>(a));
        Assert.Equal(["b"], await ValueAsync<string>(b));
        Assert.Equal(expected, await ValueAsync<string>(expected));
        Assert.Equal(expected, await ValueAsync<string>(expected.ToList()));
        Assert.Equal(expected, await ValueAsync<string>(expected.ToImmutableArray()));
        Assert.Equal(expected, await ValueAsync<string>(new[] { a, Output.Create("b") }));
        Assert.Equal(expected, await ValueAsync<string>(new Input<string>[] { a, b }));
        Assert.Equal(expected, await ValueAsync<string>(new List<Output<string>> { a, Output.Create("b") }));
        Assert.Equal(expected, await ValueAsync<string>(new List<Input<string>> { a, b }));
        Assert.Equal(expected, await ValueAsync<string>(Output.Create(expected)));
        Assert.Equal(expected, await ValueAsync<string>(Output.Create(expected.ToList())));
        Assert.Equal(expected, await ValueAsync<string>(Output.Create(expected.ToImmutableArray())));
        Assert.Equal(expected, await ValueAsync<string>(Output.Create<IEnumerable<string>>(expected)));
    }

    [Fact]
    public async Task A_list_concatenated_with_another_leaves_both_alone()
    {
        InputList<string> first = new[] { "a" };
        InputList<string> second = new[] { "b" };

        Assert.Equal(["a", "b"], await ValueAsync(first.Concat(second)));
        Assert.Equal(["a"], await ValueAsync(first));
        Assert.Equal(["b"], await ValueAsync(second));
    }

    [Fact]
    public async Task A_list_is_enumerated_asynchronously_only()
    {
        InputList<int> list = new[] { 1, 2 };
        var values = new List<int>();
        await foreach (var input in list)
        {
            values.Add(await OutputUtilities.GetValueAsync(input.ToOutput()));
        }
        Assert.Equal([1, 2], values);
        Assert.Throws<NotSupportedException>(() => ((System.Collections.IEnumerable)list).GetEnumerator());
    }

    [Fact]
    public async Task A_map_is_filled_entry_by_entry_and_by_maps()
    {
        InputMap<string> map = new() { { "a", "1" }, { "b", Output.Create("2") } };
        map.Add(new Dictionary<string, string> { ["c"] = "3" });

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["a"] = "1",
                ["b"] = "2",
                ["c"] = "3",
            },
            (await ValueAsync(map)).ToDictionary()
        );
    }

    [Fact]
    public async Task A_maps_key_may_be_given_twice_only_with_the_same_value()
    {
        InputMap<string> same = new() { { "a", "1" }, { "a", "1" } };
        Assert.Equal("1", (await ValueAsync(same))["a"]);

        InputMap<string> different = new() { { "a", "1" }, { "a", "2" } };
        var error = await Assert.ThrowsAsync<ArgumentException>(() => ValueAsync(different));
        Assert.Equal("Key 'a' already exists in the map with a different value.", error.Message);
    }

    [Fact]
    public async Task Of_merged_maps_the_second_wins()
    {
        InputMap<string> first = new() { ["a"] = "1", ["b"] = "1" };
        InputMap<string> second = new() { ["b"] = "2" };

        var merged = await ValueAsync(InputMap<string>.Merge(first, second));
        Assert.Equal(("1", "2"), (merged["a"], merged["b"]));
    }

    [Fact]
    public async Task A_union_takes_either_type()
    {
        InputUnion<string, int> text = "a";
        InputUnion<string, int> number = Output.Create(1);
        Assert.Equal("a", (await OutputUtilities.GetValueAsync(text.ToOutput())).AsT0);
        Assert.Equal(1, (await OutputUtilities.GetValueAsync(number.ToOutput())).AsT1);

        InputList<Union<string, int>> list = new() { (Input<string>)"a", (Input<int>)1 };
        Assert.Equal([Union<string, int>.FromT0("a"), Union<string, int>.FromT1(1)], await ValueAsync(list));
    }

    [Fact]
    public void A_unions_value_is_matched_and_mapped_by_its_type()
    {
        Union<string, int> union = 3;

        Assert.Equal("3!", union.Match(text => text, number => number + "!"));
        Assert.Equal(4, union.MapT1(number => number + 1).AsT1);
        Assert.True(union.TryPickT1(out var picked, out _));
        Assert.Equal(3, picked);
        Assert.False(union.TryPickT0(out _, out var rest));
        Assert.Equal(3, rest);
        Assert.Equal((Union<string, int>)3, union);
        Assert.NotEqual((Union<string, int>)"3", union);
        Assert.Throws<InvalidOperationException>(() => union.AsT0);
    }

    [Fact]
    public async Task An_input_that_is_not_set_counts_as_the_default()
    {
        Input<int>? unset = null;

        Assert.Equal(1, await OutputUtilities.GetValueAsync(unset.Apply(value => value + 1)));
    }

    [Fact]
    public async Task One_unknown_element_makes_the_whole_value_unknown()
    {
        InputList<string> list = new() { "a", OutputUtilities.CreateUnknown("") };
        InputMap<string> map = new() { ["a"] = OutputUtilities.CreateUnknown("") };

        Assert.False(await OutputUtilities.GetIsKnownAsync(list.ToOutput()));
        Assert.False(await OutputUtilities.GetIsKnownAsync(map.ToOutput()));
    }

    private static async Task<T[]> ValueAsync<T>(InputList<T> list) => [.. await OutputUtilities.GetValueAsync(list.ToOutput())];

    private static Task<ImmutableDictionary<string, T>> ValueAsync<T>(InputMap<T> map) => OutputUtilities.GetValueAsync(map.ToOutput());
}
