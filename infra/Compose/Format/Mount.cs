using System.Text.Json.Serialization;

namespace Infra.Compose.Format;

/// <summary>Something that tasks see in their file system: one item of <c>volumes</c> or <c>tmpfs</c>.</summary>
/// <param name="At">Where it is written.</param>
/// <param name="Type">volume, bind or tmpfs.</param>
/// <param name="Source">The volume's name in the file, or the path on the node; null for an anonymous volume and for tmpfs.</param>
/// <param name="Target">The path in the container.</param>
/// <param name="ReadOnly">True when it cannot be written; default false.</param>
internal sealed record Mount(Position At, string Type, string? Source, string Target, bool ReadOnly = false)
{
    /// <summary>How mounts within a bind mount spread, such as rslave; default: the engine's, rprivate.</summary>
    public string? Propagation { get; init; }

    /// <summary>True when a new volume starts empty instead of with what the image has there; default false.</summary>
    public bool NoCopy { get; init; }

    /// <summary>Whether the task may run where the engine makes the volume with it: on a spot machine. No word of the file's, and no part of what is compared.</summary>
    [JsonIgnore]
    public bool MakesVolume { get; init; }

    /// <summary>The size of a tmpfs in bytes; 0, the default: no limit.</summary>
    public int TmpfsSize { get; init; }

    /// <summary>The permissions of a tmpfs; 0, the default: the engine's, 01777.</summary>
    public int TmpfsMode { get; init; }
}
