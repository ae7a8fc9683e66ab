using System.Text.RegularExpressions;
using Tests.Infra;

namespace Tests.Docs;

public sealed partial class DocumentsTests
{
    public static TheoryData<string> Documents =>
        [
            .. new[] { ".", "docs", ".github" }
                .SelectMany(folder => Directory.GetFiles(Path.Combine(SwarmProgram.Project, folder), "*.md"))
                .Select(file => Path.GetRelativePath(SwarmProgram.Project, file))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_leads_to_a_file_and_a_heading_that_are_there(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(SwarmProgram.Project, document))!;

        var broken = Link()
            .Matches(WithoutCode(Text(document)))
            .Select(link => link.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))
            .Where(target => !IsThere(target.Split('#'), Path.Combine(SwarmProgram.Project, document)));

        Assert.Empty(broken);

        bool IsThere(string[] target, string itself)
        {
            var file = target[0].Length == 0 ? itself : Path.GetFullPath(Path.Combine(folder, target[0]));
            return Path.Exists(file) && (target.Length == 1 || Headings(File.ReadAllText(file)).Contains(target[1]));
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_file_and_folder_that_is_named_is_there(string document)
    {
        var gone = NamedPath()
            .Matches(Text(document))
            .Select(named => named.Groups["path"].Value)
            .Where(path => !path.Contains("NAME", StringComparison.Ordinal) && !Path.Exists(Path.Combine(SwarmProgram.Project, path)));

        Assert.Empty(gone);
    }

    private static string Text(string document) => File.ReadAllText(Path.Combine(SwarmProgram.Project, document));

    private static string WithoutCode(string text) => Code().Replace(text, "");

    // As GitHub makes them: small letters, hyphens for blanks, nothing else.
    private static IEnumerable<string> Headings(string text) =>
        Heading()
            .Matches(WithoutCode(text))
            .Select(heading => NoAnchor().Replace(heading.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NoAnchor();

    // In code spans, what begins with a folder of the repository. (Stack files of other repositories stand in a folder docs too.)
    [GeneratedRegex(@"`(?<path>(infra|local|review|standins|bench|tests|eng|stacks|\.ci)/[\w./-]*|docs/[\w/-]*(\.md|\.svg)?)`")]
    private static partial Regex NamedPath();
}
