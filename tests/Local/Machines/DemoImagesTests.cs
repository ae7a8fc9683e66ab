using System.Text.RegularExpressions;

namespace Tests.Local.Machines;

/// <summary>Machines without a program run the demo where no registry answers, because the stand-ins come under the names that it uses.</summary>
public sealed partial class DemoImagesTests
{
    [Fact]
    public void The_stand_ins_have_the_tags_of_the_demo()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Pulumi.yaml")))
        {
            root = root.Parent!;
        }

        var demo = Used().Matches(File.ReadAllText(Path.Combine(root.FullName, "stacks", "demo.yaml"))).Select(match => match.Groups[1].Value).Distinct();
        var built = Built().Matches(File.ReadAllText(Path.Combine(root.FullName, "local", "Machines", "Images", "build.sh"))).Select(match => $"{match.Groups[1].Value}:{match.Groups[2].Value}");

        Assert.Equal(demo.Order(StringComparer.Ordinal), built.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("image: (.*)")]
    private static partial Regex Used();

    [GeneratedRegex("^ +image ([^ ]+) ([^ ]+) [a-z]+ \"", RegexOptions.Multiline)]
    private static partial Regex Built();
}
