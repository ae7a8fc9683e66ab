namespace Tests.Local;

/// <summary>What the folders of the local cloud promise.</summary>
public sealed class FoldersTests
{
    /// <summary>What stands in these folders themselves uses their rooms, and is used by them.</summary>
    private static readonly string[] _doors =
    [
        "Local.Cli",
        "Local.Machines",
        "Local.Providers.Aws",
        "Local.Providers.Docker",
        "Local.Runner",
    ];

    private static readonly NamespaceUses _uses = new(NamespaceUses.SourcesIn("local"));

    [Fact]
    public void No_folders_use_each_other_in_a_circle() => Assert.Empty(_uses.Circles(_doors));

    [Fact]
    public void No_other_folder_is_a_door_to_its_rooms() => Assert.Equal(_doors, _uses.Doors());
}
