using System.Globalization;
using System.Text;
using Local.Machines;

namespace Local.Cli.Vms;

/// <summary>A stack's configuration for machines that exist already.</summary>
internal static class HostsConfiguration
{
    /// <summary>The content of a <c>Pulumi.&lt;stack&gt;.yaml</c> for these machines.</summary>
    public static string Of(IReadOnlyList<BareMachine> machines, string keyFile)
    {
        var text = new StringBuilder()
            .Append("config:\n")
            .Append("  swarm:provider: hosts\n")
            .Append("  swarm:dockerChannel: distro\n")
            .Append(CultureInfo.InvariantCulture, $"  swarm:sshPrivateKeyFile: {keyFile}\n")
            .Append("  swarm:hosts:\n");
        foreach (var machine in machines)
        {
            text.Append(CultureInfo.InvariantCulture, $"    - name: {machine.Name}\n")
                .Append(CultureInfo.InvariantCulture, $"      role: {machine.Role}\n")
                .Append(CultureInfo.InvariantCulture, $"      address: {machine.Address}\n")
                .Append(CultureInfo.InvariantCulture, $"      port: {machine.Port}\n")
                .Append(CultureInfo.InvariantCulture, $"      user: {machine.User}\n")
                .Append(CultureInfo.InvariantCulture, $"      privateAddress: {machine.PrivateAddress}\n")
                .Append(CultureInfo.InvariantCulture, $"      hostKey: {machine.HostKey}\n");
        }

        return text.ToString();
    }
}
