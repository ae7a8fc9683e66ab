namespace Pulumi;

/// <summary>A name under which a resource was known before: its whole URN, or the parts that were different.</summary>
public sealed class Alias
{
    /// <summary>The whole former URN; excludes all other members.</summary>
    public string? Urn { get; set; }

    public Input<string>? Name { get; set; }

    public Input<string>? Type { get; set; }

    public Input<string>? Stack { get; set; }

    public Input<string>? Project { get; set; }

    public Resource? Parent { get; set; }

    public Input<string>? ParentUrn { get; set; }

    /// <summary>Whether the resource had no parent before.</summary>
    public bool NoParent { get; set; }

    internal async Task<Pulumirpc.Alias> SerializeAsync()
    {
        Check();
        if (Urn != null)
        {
            return new() { Urn = Urn };
        }
        var spec = new Pulumirpc.Alias.Types.Spec
        {
            Name = await TextAsync(Name).ConfigureAwait(false),
            Type = await TextAsync(Type).ConfigureAwait(false),
            Stack = await TextAsync(Stack).ConfigureAwait(false),
            Project = await TextAsync(Project).ConfigureAwait(false),
        };
        if (Parent == null && ParentUrn == null)
        {
            spec.NoParent = NoParent;
        }
        else if (await TextAsync(Parent == null ? ParentUrn : (Input<string>)Parent.Urn).ConfigureAwait(false) is { Length: > 0 } parent)
        {
            spec.ParentUrn = parent;
        }
        return new() { Spec = spec };
    }

    private static async Task<string> TextAsync(Input<string>? input) =>
        input == null ? "" : await input.ToOutput().GetValueAsync(whenUnknown: "").ConfigureAwait(false);

    private void Check()
    {
        (string Name, bool IsSet)[] parents =
        [
            (nameof(Parent), Parent != null),
            (nameof(ParentUrn), ParentUrn != null),
            (nameof(NoParent), NoParent),
        ];
        (string Name, bool IsSet)[] parts =
        [
            (nameof(Name), Name != null),
            (nameof(Type), Type != null),
            (nameof(Project), Project != null),
            (nameof(Stack), Stack != null),
            .. parents,
        ];
        if (Urn != null && Array.Find(parts, part => part.IsSet) is { IsSet: true } conflict)
        {
            throw new ArgumentException($"{nameof(Alias)} should not specify both {nameof(Urn)} and {conflict.Name}");
        }
        if (parents.Count(part => part.IsSet) > 1)
        {
            throw new ArgumentException(
                $"Only specify one of '{nameof(Parent)}', '{nameof(ParentUrn)}' or '{nameof(NoParent)}' in an {nameof(Alias)}"
            );
        }
    }
}
