namespace Infra.Workloads.Format;

/// <summary>A service: <c>services.NAME</c>.</summary>
/// <param name="At">Where it is written.</param>
/// <param name="Name">Its name on the engine, and in the DNS of its networks.</param>
/// <param name="Image">The image, with a tag or digest.</param>
/// <param name="Entrypoint">Replaces the image's entrypoint; empty: as the image has it.</param>
/// <param name="Command">Replaces the image's command; empty: as the image has it.</param>
/// <param name="Environment">Environment variables.</param>
/// <param name="Labels">Labels of the containers.</param>
/// <param name="Ports">Published ports.</param>
/// <param name="Networks">The networks that the tasks are attached to; none unless listed.</param>
/// <param name="Deploy">How it runs on the swarm.</param>
/// <param name="StopGracePeriod">How long a task may take to stop before it is killed; default 10 s.</param>
/// <param name="Healthcheck">How a task shows that it works; default: as the image has it.</param>
public sealed record Service(
    Position At,
    string Name,
    string Image,
    IReadOnlyList<string> Entrypoint,
    IReadOnlyList<string> Command,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyList<Port> Ports,
    IReadOnlyList<Reference> Networks,
    Deploy Deploy,
    TimeSpan StopGracePeriod,
    Healthcheck? Healthcheck);
