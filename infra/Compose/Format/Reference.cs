namespace Infra.Compose.Format;

/// <summary>The name of something that is defined elsewhere in the file.</summary>
internal sealed record Reference(Position At, string Name);
