namespace Infra.Compose.Format;

/// <summary>A container on one node, attached to overlay networks by their names: <c>x-containers.NAME</c>, an extension of this program.</summary>
/// <param name="At">Where it is written.</param>
/// <param name="Name">Its name on the engine, and in the DNS of its networks.</param>
/// <param name="Image">The image, with a tag or digest.</param>
/// <param name="Node">The node that it runs on.</param>
/// <param name="Command">Replaces the image's command; empty: as the image has it.</param>
/// <param name="Environment">Environment variables.</param>
/// <param name="Networks">Attachable overlay networks; at least one.</param>
/// <param name="Restart">unless-stopped (default), always, on-failure or no.</param>
internal sealed record StandaloneContainer(
    Position At,
    string Name,
    string Image,
    Reference Node,
    IReadOnlyList<Text> Command,
    IReadOnlyDictionary<string, Text> Environment,
    IReadOnlyList<Reference> Networks,
    string Restart
);
