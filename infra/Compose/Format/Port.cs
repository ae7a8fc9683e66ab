using System.Globalization;

namespace Infra.Compose.Format;

/// <summary>A published port: one item of <c>ports</c>, in short or long syntax; a range is several of them.</summary>
/// <param name="At">Where it is written.</param>
/// <param name="Published">The port on the nodes; 0: the engine chooses one.</param>
/// <param name="Target">The port in the container.</param>
/// <param name="Protocol">tcp (default), udp or sctp.</param>
/// <param name="Mode">ingress (default): every node answers; host: only nodes with a task.</param>
internal sealed record Port(Position At, int Published, int Target, string Protocol, string Mode)
{
    /// <summary>The short syntax, which cannot say the mode.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Published == 0 ? "" : $"{Published}:")}{Target}/{Protocol}");
}
