namespace Infra.Compose.Reading;

/// <summary>What becomes of a key of the Compose format.</summary>
internal enum Support
{
    /// <summary>It does what Compose says.</summary>
    Supported,

    /// <summary>It has no effect, and a warning says so.</summary>
    Ignored,

    /// <summary>It is an error.</summary>
    Refused,
}

/// <summary>A key of the Compose format.</summary>
/// <param name="Name">The key.</param>
/// <param name="Support">What becomes of it.</param>
/// <param name="Note">For a key that is ignored or refused: why, and what to do instead. For a supported one: what is particular, if anything.</param>
internal sealed record Key(string Name, Support Support, string Note = "")
{
    public static implicit operator Key(string name) => new(name, Support.Supported);

    public static Key Ignored(string name, string note) => new(name, Support.Ignored, note);

    public static Key Refused(string name, string note) => new(name, Support.Refused, note);
}

/// <summary>The keys that a mapping may have.</summary>
/// <param name="Path">The mapping, such as services.NAME.deploy.</param>
/// <param name="Keys">Its keys.</param>
internal sealed record KeySet(string Path, params Key[] Keys)
{
    private readonly Dictionary<string, Key> _byName = Keys.ToDictionary(key => key.Name);

    /// <summary>The names of the keys that have an effect.</summary>
    public IReadOnlyList<string> Supported { get; } = [.. Keys.Where(key => key.Support == Support.Supported).Select(key => key.Name)];

    /// <summary>The key of that name; null for one that Compose does not know.</summary>
    public Key? Find(string name) => _byName.GetValueOrDefault(name);
}
