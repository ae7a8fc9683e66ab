using Pulumirpc;

namespace Pulumi.Running;

/// <summary>The engine's own services: its log and its version.</summary>
internal interface IEngine
{
    Task LogAsync(LogRequest request);

    Task RequirePulumiVersionAsync(string range);
}
