using System.Text;
using System.Text.Json;
using Local.Machines.Computer;

namespace Local.Machines.Vm;

/// <summary>
/// What the guest is told at boot, as systemd credentials in the firmware's tables: only root of the guest can read them, and they need
/// neither a disk nor a network.
/// </summary>
internal static class Credentials
{
    public static IReadOnlyList<string> Names { get; } = ["meta-data", "user-data", "filter"];

    public static void Write(MachineDirectory files, MachineSpec spec, string filter)
    {
        Write("meta-data", MetaData(spec));
        Write("user-data", spec.UserData ?? "#cloud-config\n{}\n");
        Write("filter", filter);

        void Write(string name, string content) =>
            PrivateFile.Write(
                files.Credential(name),
                $"io.systemd.credential.binary:local-cloud.{name}={Convert.ToBase64String(Encoding.UTF8.GetBytes(content))}"
            );
    }

    public static void Remove(MachineDirectory files)
    {
        foreach (var name in Names)
        {
            File.Delete(files.Credential(name));
        }
    }

    /// <summary>cloud-init's NoCloud meta data; JSON is YAML.</summary>
    public static string MetaData(MachineSpec spec) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["instance-id"] = spec.Id,
                ["local-hostname"] = spec.HostName,
                ["public-keys"] = spec.AuthorizedKey is { } key ? new[] { key } : [],
            }
        );
}
