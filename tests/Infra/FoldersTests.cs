using System.Text.RegularExpressions;

namespace Tests.Infra;

/// <summary>What the folders of the program promise.</summary>
public sealed partial class FoldersTests
{
    [Fact]
    public void No_folders_use_each_other_in_a_circle() => Assert.Empty(new NamespaceUses(NamespaceUses.SourcesIn("infra")).Circles());

    [Theory]
    [InlineData("infra/Diagnostics")]
    [InlineData("infra/Settings")]
    [InlineData("infra/Compose")]
    [InlineData("infra/Placement")]
    public void What_is_read_knows_nothing_of_Pulumi(string folder)
    {
        var sources = NamespaceUses.SourcesIn(folder).ToList();

        Assert.NotEmpty(sources);
        Assert.Empty(sources.Where(source => Pulumi().IsMatch(NamespaceUses.CodeOf(source.Text))).Select(source => source.Path));
    }

    [GeneratedRegex("""(?<![\w.])Pulumi\s*[.;]""")]
    private static partial Regex Pulumi();
}
