using System.Globalization;
using Pulumi;
using Pulumi.Command.Local;

namespace Infra.Remote;

/// <summary>
/// Waits until a host answers by SSH and its first boot is over, before any remote command goes there. It runs ssh on this computer: a remote command
/// takes a machine that refuses the key for one that still boots, and dials for minutes.
/// </summary>
internal static class Arrival
{
    // What the machine itself may take for its first boot.
    private static readonly TimeSpan _bootTimeout = TimeSpan.FromMinutes(10);

    // A machine that was made a moment ago starts first; one that exists may be restarting at most.
    private static readonly TimeSpan _newHostTimeout = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan _existingHostTimeout = TimeSpan.FromMinutes(5);

    // Between the start of sshd and the user that cloud-init makes.
    private static readonly TimeSpan _newKeyTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Of a host.</summary>
    public static Resource Register(string name, Host host, Resource parent) =>
        Register(name, host.Ssh, host.MachineId, host.Machine is not null, host.ReachedAfter, parent);

    /// <summary>Of any machine.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="ssh">How it is reached.</param>
    /// <param name="machineId">Changes when the machine is another one.</param>
    /// <param name="isNew">Whether the program makes it.</param>
    /// <param name="after">What has to be there before it can be reached.</param>
    /// <param name="parent">The resource's parent.</param>
    public static Resource Register(
        string name,
        SshTarget ssh,
        Output<string> machineId,
        bool isNew,
        IReadOnlyList<Resource> after,
        Resource parent
    )
    {
        var timeout = isNew ? _newHostTimeout : _existingHostTimeout;
        var ready = Script.Render("ready", _bootTimeout, ("NODE", ssh.Name));
        var reach = Script.Here("reach").Through(ssh.Hop);
        return new Command(
            name,
            new CommandArgs
            {
                Create = reach.OnThisComputer(ScriptPart.Create),
                Stdin = Script.StandardInput(reach, null),
                Environment = new InputMap<string>
                {
                    ["NODE"] = ssh.Name,
                    ["ADDRESS"] = ssh.Address,
                    ["PORT"] = Text(ssh.Port),
                    ["SSH_USER"] = ssh.User,
                    ["KNOWN_HOST"] = ssh.KnownHost,
                    ["PRIVATE_KEY"] = ssh.Key.PrivateKey,
                    ["COMMAND"] = ready.OnMachine(ScriptPart.Create),
                    ["INPUT"] = Script.StandardInput(ready, null),
                    ["PATIENCE"] = Text(timeout.TotalSeconds),
                    ["GRACE"] = Text(isNew ? _newKeyTimeout.TotalSeconds : 0),
                    ["CHECK_KEY"] = isNew
                        ? "check that swarm:sshPrivateKeyFile is what it was when the machine was made, and that swarm:image runs cloud-init"
                        : $"check swarm:sshPrivateKeyFile, and user, address and port of {ssh.Name} in swarm:hosts",
                    ["CHECK_HOST_KEY"] = isNew
                        ? $"another machine answers there, or {ssh.Name} was set up anew; in that case replace it (pulumi up --replace)"
                        : $"check hostKey, address and port of {ssh.Name} in swarm:hosts; another machine answers there, or {ssh.Name} was set up anew",
                }.Through(ssh.Hop),
                AddPreviousOutputInEnv = false,
                Logging = Logging.Stderr,
                Triggers = new object[] { machineId },
            },
            new CustomResourceOptions
            {
                Parent = parent,
                // What it is reached through is reached first, and said to be at fault itself.
                DependsOn = [.. after],
                CustomTimeouts = new CustomTimeouts { Create = timeout + _bootTimeout, Update = timeout + _bootTimeout },
            }
        );
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
