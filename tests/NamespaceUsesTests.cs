namespace Tests;

public sealed class NamespaceUsesTests
{
    private const string Below = "namespace House.Room;\n\ninternal static class Chair { public const int Legs = 4; }\n";

    [Theory]
    [InlineData("using House.Room;\n\nnamespace House;\n\ninternal static class Hall;\n")]
    [InlineData("namespace House;\n\ninternal static class Hall { private const int Legs = Room.Chair.Legs; }\n")]
    [InlineData("namespace House;\n\ninternal static class Hall { private const int Legs = global::House.Room.Chair.Legs; }\n")]
    [InlineData("namespace House;\n\ninternal static class Hall { private static string Say => $\"{Room.Chair.Legs} legs\"; }\n")]
    public void A_use_is_found_however_it_is_written(string hall)
    {
        var uses = new NamespaceUses([
            ("Hall.cs", hall),
            ("Chair.cs", Below),
            ("Door.cs", "namespace House.Room;\n\nclass Door : Hall;\n"),
        ]);

        Assert.Equal(["House uses House.Room in Hall.cs", "House.Room uses House in Door.cs"], uses.Circles());
        Assert.Equal(["House"], uses.Doors());
        Assert.Empty(uses.Circles("House"));
    }

    [Fact]
    public void Rooms_side_by_side_may_not_go_round_whatever_the_doors()
    {
        var uses = new NamespaceUses([
            ("A.cs", "using House.B;\n\nnamespace House.A;\n\nclass One;\n"),
            ("B.cs", "namespace House.B;\n\nclass Two { C.Three? Three; }\n"),
            ("C.cs", "namespace House.C;\n\nclass Three { A.One? One; }\n"),
            ("D.cs", "using House.A;\n\nnamespace House.D;\n\n// C.Three is only spoken of.\nclass Four { string Say = \"C.Three\"; }\n"),
        ]);

        Assert.Equal(
            ["House.A uses House.B in A.cs", "House.B uses House.C in B.cs", "House.C uses House.A in C.cs"],
            uses.Circles("House")
        );
    }
}
