namespace Infra.Settings;

/// <summary>All that is known about a setting, or about a key inside one, beside what it is used for.</summary>
/// <param name="Name">Its name, without the namespace <c>swarm:</c>.</param>
/// <param name="Type">Its type, in Pulumi's words: string, integer, array or object.</param>
/// <param name="Description">What it decides, in one phrase.</param>
internal abstract record Setting(string Name, string Type, string Description)
{
    /// <summary>What may be there, as messages say it.</summary>
    public abstract string Allowed { get; }

    /// <summary>The only provider that it is for; null when it is for all.</summary>
    public HostsProvider? Provider { get; init; }

    /// <summary>The value when nothing is configured, as it would be typed; null when there is none.</summary>
    public string? Default { get; init; }

    /// <summary>What holds when nothing is configured and there is no default.</summary>
    public string Unset { get; init; } = "required";

    /// <summary>A value as it would be typed; null where the default is one.</summary>
    public string? Example { get; init; }

    /// <summary>What to do about a value that is not allowed; null: to set the default or another one that may be meant.</summary>
    public string? Remedy { get; init; }

    /// <summary>What its entries hold: the keys of each item of a list, or what each name of a mapping stands for.</summary>
    public IReadOnlyList<Setting> Entries { get; init; } = [];

    /// <summary>The name that Pulumi knows it by.</summary>
    public string Key => $"swarm:{Name}";

    /// <summary>Whether a value, as it would be typed, has the right form; of a list: one item.</summary>
    public abstract bool Allows(string text);

    /// <summary>The advice to set a value.</summary>
    public string Set(string value) => $"Run `pulumi config set {Key} {value}`.";
}
