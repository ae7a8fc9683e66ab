namespace Infra.Workloads.Format;

/// <summary>A published port: one item of <c>ports</c>, in short or long syntax.</summary>
/// <param name="At">Where it is written.</param>
/// <param name="Published">The port on the nodes.</param>
/// <param name="Target">The port in the container.</param>
/// <param name="Protocol">tcp (default) or udp.</param>
/// <param name="Mode">ingress (default): every node answers; host: only nodes with a task.</param>
public sealed record Port(Position At, int Published, int Target, string Protocol, string Mode);
