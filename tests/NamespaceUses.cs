using System.Text.RegularExpressions;
using Tests.Infra;

namespace Tests;

/// <summary>
/// Which namespaces of some sources use which others: by <c>using</c>, by a name that begins with a namespace, and by types of the namespaces around
/// one's own, which need neither.
/// </summary>
internal sealed partial class NamespaceUses
{
    private readonly Dictionary<string, Dictionary<string, string>> _uses = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> _types;

    /// <param name="sources">The path and the text of each file.</param>
    public NamespaceUses(IEnumerable<(string Path, string Text)> sources)
    {
        var files = sources.Select(source => new Source(source.Path, source.Text)).ToList();
        _types = files
            .SelectMany(file => TypeDeclaration().Matches(file.Code).Select(type => (file.Namespace, Type: type.Groups[1].Value)))
            .ToLookup(pair => pair.Namespace, pair => pair.Type, StringComparer.Ordinal);
        foreach (var name in files.Select(file => file.Namespace))
        {
            _uses.TryAdd(name, new(StringComparer.Ordinal));
        }

        foreach (var file in files)
        {
            foreach (var used in UsedBy(file).Where(used => used != file.Namespace))
            {
                _uses[file.Namespace].TryAdd(used, file.Path);
            }
        }
    }

    /// <summary>The C# files of a folder of the repository.</summary>
    public static IEnumerable<(string Path, string Text)> SourcesIn(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(SwarmProgram.Project, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(SwarmProgram.Project, path), Full: path))
            .Where(file => !file.Path.Split('/').Any(part => part is "bin" or "obj"))
            .Select(file => (file.Path, File.ReadAllText(file.Full)));

    /// <summary>A text without comments and without what stands in quotation marks, but for the code in its braces.</summary>
    public static string CodeOf(string text) =>
        Unread()
            .Replace(text, match => match.Value.StartsWith('$') ? string.Join(' ', Hole().Matches(match.Value).Select(hole => hole.Value))
                : match.Value.StartsWith('/') ? " "
                : "\"\"");

    /// <summary>The namespaces that use one below them, which uses them in turn: the folder's own files are the door to its rooms.</summary>
    public IReadOnlyList<string> Doors() =>
        [
            .. _uses
                .Keys.Where(outer => _uses[outer].Keys.Any(used => IsBelow(used, outer)))
                .Where(outer => _uses.Any(inner => IsBelow(inner.Key, outer) && inner.Value.ContainsKey(outer)))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Every use that is part of a circle, with a file in which it stands; what a door uses of its rooms does not count.</summary>
    public IReadOnlyList<string> Circles(params IReadOnlyCollection<string> doors)
    {
        var counted = _uses.ToDictionary(
            use => use.Key,
            use => use.Value.Where(used => !(doors.Contains(use.Key) && IsBelow(used.Key, use.Key))).ToList(),
            StringComparer.Ordinal
        );
        return
        [
            .. counted
                .SelectMany(use => use.Value.Select(used => (From: use.Key, To: used.Key, File: used.Value)))
                .Where(use => Reaches(use.To, use.From))
                .Select(use => $"{use.From} uses {use.To} in {use.File}")
                .Order(StringComparer.Ordinal),
        ];

        bool Reaches(string from, string to)
        {
            HashSet<string> met = [from];
            Queue<string> next = new(met);
            while (next.TryDequeue(out var here) && here != to)
            {
                foreach (var used in counted[here].Where(used => met.Add(used.Key)))
                {
                    next.Enqueue(used.Key);
                }
            }

            return met.Contains(to);
        }
    }

    private static bool IsBelow(string inner, string outer) => inner.StartsWith(outer + ".", StringComparison.Ordinal);

    private IEnumerable<string> UsedBy(Source file)
    {
        foreach (Match directive in Using().Matches(file.Code))
        {
            if (Known(directive.Groups[1].Value) is { } used)
            {
                yield return used;
            }
        }

        var body = Using().Replace(file.Code, "");
        var names = Name().Matches(body).Select(name => name.Value).Distinct().ToList();
        foreach (var around in Around(file.Namespace))
        {
            foreach (var name in names.Select(name => name.Split('.')))
            {
                if (_types[around].Contains(name[0]))
                {
                    if (!_types[file.Namespace].Contains(name[0]))
                    {
                        yield return around;
                    }
                }
                else
                {
                    // A name that goes on from a namespace around this one, such as Machines.LocalCloud in Local.Providers.
                    for (var length = 1; length < name.Length; length++)
                    {
                        var space = string.Join('.', name[..length].Prepend(around).Where(part => part.Length > 0));
                        if (_types[space].Contains(name[length]))
                        {
                            yield return space;
                        }
                    }
                }
            }
        }
    }

    /// <summary>The namespace of a directive, which may go on with the type's name.</summary>
    private string? Known(string name) =>
        _uses.ContainsKey(name) ? name
        : name.LastIndexOf('.') is var dot and > 0 ? Known(name[..dot])
        : null;

    /// <summary>The namespaces whose types and rooms need no directive: this one and those around it.</summary>
    private static IEnumerable<string> Around(string name)
    {
        yield return name;
        for (var dot = name.LastIndexOf('.'); dot > 0; dot = name.LastIndexOf('.'))
        {
            name = name[..dot];
            yield return name;
        }

        if (name.Length > 0)
        {
            yield return "";
        }
    }

    [GeneratedRegex("""//[^\n]*|/\*[\s\S]*?\*/|\$*\"{3}[\s\S]*?\"{3}|[$@]*"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'""")]
    private static partial Regex Unread();

    [GeneratedRegex("""(?<=\{)[^{}]*(?=\})""")]
    private static partial Regex Hole();

    [GeneratedRegex("""^using (?:static )?(?:\w+ = )?(?:global::)?([\w.]+);""", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(
        """^(?:(?:public|internal|sealed|static|abstract|readonly|partial|file) )*(?:record struct|record|class|struct|interface|enum|delegate [\w<>?.]+) (\w+)""",
        RegexOptions.Multiline
    )]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex("""^namespace ([\w.]+);""", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();

    [GeneratedRegex("""(?<![\w.])[A-Z]\w*(?:\.[A-Z]\w*)*""")]
    private static partial Regex Name();

    private sealed record Source(string Path, string Text)
    {
        public string Code { get; } = CodeOf(Text);

        public string Namespace { get; } = NamespaceDeclaration().Match(Text) is { Success: true } found ? found.Groups[1].Value : "";
    }
}
