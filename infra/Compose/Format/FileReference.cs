namespace Infra.Compose.Format;

/// <summary>A configuration or secret that tasks see as a file: one item of <c>configs</c> or <c>secrets</c>.</summary>
/// <param name="Source">Its name in the file.</param>
/// <param name="Target">The path in the container; for secrets relative to /run/secrets. Default: the name.</param>
/// <param name="Uid">The owner's number; default 0.</param>
/// <param name="Gid">The group's number; default 0.</param>
/// <param name="Mode">The permissions; default 0444.</param>
internal sealed record FileReference(Reference Source, string Target, string Uid, string Gid, int Mode);
