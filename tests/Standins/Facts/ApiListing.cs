namespace Tests.Standins.Facts;

/// <summary>The public API of a package as a text: a line per type, and below it an indented line per member.</summary>
internal sealed class ApiListing
{
    private readonly Dictionary<string, string> _headers = [];
    private readonly Dictionary<string, HashSet<string>> _members = [];

    public ApiListing(IEnumerable<string> lines)
    {
        var type = "";
        foreach (var line in lines.Select(line => line.Split("  [Obsolete")[0]).Where(line => line.Length > 0))
        {
            if (line.StartsWith(' '))
            {
                _members[type].Add(line.Trim());
                continue;
            }

            type = NameIn(line);
            _headers[type] = line;
            _members[type] = [];
        }
    }

    /// <summary>Every type and member that the listing has not, or has otherwise.</summary>
    public IEnumerable<string> DriftOf(Type type)
    {
        var header = PublicApi.Header(type);
        var name = NameIn(header);
        if (!_headers.TryGetValue(name, out var genuine))
        {
            return [$"{header}: the genuine package has no such type."];
        }

        var drift = PublicApi.Members(type).Where(member => !_members[name].Contains(member)).Select(member => Explain(name, member));
        return genuine == header ? drift : drift.Prepend($"{header}: the genuine package has \"{genuine}\".");
    }

    /// <summary>Whether the listing has a type of this name.</summary>
    public bool Lists(Type type) => _headers.ContainsKey(NameIn(PublicApi.Header(type)));

    /// <summary>Every listed type that is not among these.</summary>
    public IEnumerable<string> LackingIn(IEnumerable<Type> types) =>
        _headers
            .Keys.Except(types.Select(type => NameIn(PublicApi.Header(type))))
            .Select(name => $"{name}: the package has no such type; the genuine one has \"{_headers[name]}\".");

    private string Explain(string type, string member)
    {
        var similar = _members[type].Where(genuine => SimpleName(genuine) == SimpleName(member)).ToList();
        return similar.Count == 0
            ? $"{type}: the genuine type has no \"{member}\"."
            : $"{type}: \"{member}\"; the genuine type has \"{string.Join("\", \"", similar)}\".";
    }

    public static string NameIn(string header) =>
        header.Split(" : ")[0].Split("class ")[^1].Replace("interface ", "").Replace("struct ", "").Replace("enum ", "");

    private static string SimpleName(string member) => member.Split(" {")[0].Split(" = ")[0].Split('(')[0].Split(' ')[^1].Split('<')[0];
}
