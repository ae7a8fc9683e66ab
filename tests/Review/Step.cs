namespace Tests.Review;

/// <summary>A step of a written plan. Its parent is a type and a name, such as "swarm:swarm:SwarmMember node2".</summary>
internal sealed record Step(
    string Operation,
    string Parent,
    string Type,
    string Name,
    string? Old,
    string? New,
    string? Differences,
    string? Reasons,
    bool Kept,
    string? Created = null,
    string? On = null,
    string? Outputs = null
)
{
    public const string StackUrn = "urn:pulumi:prod::swarm::pulumi:pulumi:Stack::swarm-prod";

    public string Urn =>
        Parent.Length == 0 ? $"urn:pulumi:prod::swarm::{Type}::{Name}" : $"urn:pulumi:prod::swarm::{Parent.Split(' ')[0]}${Type}::{Name}";

    public string ParentUrn => Parent.Length == 0 ? StackUrn : $"urn:pulumi:prod::swarm::{Parent.Split(' ')[0]}::{Parent.Split(' ')[1]}";
}
