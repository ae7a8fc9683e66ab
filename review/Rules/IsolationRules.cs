using Review.Effects;
using Review.Plans;

namespace Review.Rules;

/// <summary>What tasks can do to their node.</summary>
internal static class IsolationRules
{
    // Who has one of these is as good as root on the node.
    private static readonly string[] _capabilities =
    [
        "ALL",
        "BPF",
        "DAC_READ_SEARCH",
        "NET_ADMIN",
        "SYS_ADMIN",
        "SYS_BOOT",
        "SYS_MODULE",
        "SYS_PTRACE",
        "SYS_RAWIO",
    ];

    // containerd runs whatever it is told to, as the engine does.
    private static readonly string[] _sockets = ["/docker.sock", "/containerd.sock"];

    // A socket is in all of these.
    private static readonly string[] _aboveTheSocket = ["/", "/run", "/run/containerd", "/var", "/var/run", "/var/run/containerd"];

    private static readonly string[] _system =
    [
        "/bin",
        "/boot",
        "/dev",
        "/etc",
        "/home",
        "/lib",
        "/opt",
        "/proc",
        "/root",
        "/sbin",
        "/sys",
        "/usr",
        "/var/lib/docker",
        "/var/lib/containerd",
    ];

    // Docker's own are in it; what else is in it may be a service's.
    private const string DataOfAll = "/var/lib";

    public static Rule DockerSocket { get; } =
        new(
            "docker-socket",
            Severity.Critical,
            "The engine's socket is mounted",
            "A process that reaches the socket is root on the node, and on a manager owns the swarm. Read-only does not change that: it holds for the file, not for what is sent through it.",
            "Take the mount out, or let the service ask a proxy that lets through only what it needs."
        )
        {
            Find = side =>
                Mounted(side, source =>
                    Array.Exists(_sockets, socket => source.EndsWith(socket, StringComparison.Ordinal)) || _aboveTheSocket.Contains(source)
                ),
        };

    public static Rule SystemDirectory { get; } =
        new(
            "system-directory-mounted",
            Severity.Medium,
            "A directory of the node's system is mounted",
            "The task sees, and unless the mount is read-only changes, what the node itself consists of.",
            "Mount a volume or a directory of its own, or give the service a config or a secret."
        )
        {
            Find = side => Mounted(side, source => source == DataOfAll || DataEffects.IsIn(source, _system)),
        };

    public static Rule HostNetwork { get; } =
        new(
            "host-network",
            Severity.High,
            "The service is on the network of the node",
            "Its tasks see all traffic of the node, reach what listens on its loopback addresses, and open ports that are published nowhere.",
            "Attach the service to an overlay network, and publish its ports."
        )
        {
            Find = side =>
                side.Services.Where(service => service.Task["networksAdvanceds"].Items.Any(network => network["id"].Text == "host"))
                    .Select(service => new Hit(service.Scope, At: "networks")),
        };

    public static Rule DangerousCapability { get; } =
        new(
            "dangerous-capability",
            Severity.High,
            "The service has a capability with which a process can leave its container",
            "Whoever takes over the process takes over the node.",
            "Take it out of cap_add, or name a weaker one that is enough."
        )
        {
            Find = side =>
                side.Services.Select(service => new
                    {
                        service.Scope,
                        Found = service
                            .Container["capAdds"]
                            .Items.Select(one => (one.Text ?? "").Replace("CAP_", "", StringComparison.Ordinal))
                            .Where(_capabilities.Contains)
                            .ToList(),
                    })
                    .Where(one => one.Found.Count > 0)
                    .Select(one => new Hit(one.Scope, string.Join(", ", one.Found), "cap_add")),
        };

    private static IEnumerable<Hit> Mounted(Reviewed side, Predicate<string> isMeant) =>
        side.Services.SelectMany(service =>
            service
                .Container["mounts"]
                .Items.SelectMany(mount => Sources(mount, side.Directories))
                .OfType<string>()
                .Select(Plain)
                .Distinct()
                .Where(source => isMeant(source))
                .Select(source => new Hit(service.Scope, source, "volumes"))
        );

    // A volume can be another name of a directory, on each node of another one.
    private static IEnumerable<string?> Sources(Value mount, ILookup<string?, string?> volumes) =>
        mount["type"].Text switch
        {
            "bind" => [mount["source"].Text],
            "volume" => [DataEffects.DirectoryOf(mount["volumeOptions"]), .. volumes[mount["source"].Text]],
            _ => [],
        };

    // As the kernel takes it: //var/./run/ is /var/run.
    private static string Plain(string path)
    {
        List<string> parts = [];
        foreach (var part in path.Split('/').Where(part => part is not ("" or ".")))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        return path.StartsWith('/') ? $"/{string.Join('/', parts)}" : path;
    }
}
