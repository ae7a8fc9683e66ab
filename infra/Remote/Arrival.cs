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

    public static Resource Register(string name, Host host, Resource parent)
    {
        var isNew = host.Machine is not null;
        var timeout = isNew ? _newHostTimeout : _existingHostTimeout;
        var ready = Script.Render("ready", _bootTimeout, ("NODE", host.Name));
        var reach = Script.Here("reach").Through(host.Ssh.Hop);
        return new Command(
            name,
            new CommandArgs
            {
                Create = reach.OnThisComputer(ScriptPart.Create),
                Stdin = Script.StandardInput(reach, null),
                Environment = new InputMap<string>
                {
                    ["NODE"] = host.Name,
                    ["ADDRESS"] = host.Ssh.Address,
                    ["PORT"] = Text(host.Ssh.Port),
                    ["SSH_USER"] = host.Ssh.User,
                    ["KNOWN_HOST"] = host.Ssh.KnownHost,
                    ["PRIVATE_KEY"] = host.Ssh.Key.PrivateKey,
                    ["COMMAND"] = ready.OnMachine(ScriptPart.Create),
                    ["INPUT"] = Script.StandardInput(ready, null),
                    ["PATIENCE"] = Text(timeout.TotalSeconds),
                    ["GRACE"] = Text(isNew ? _newKeyTimeout.TotalSeconds : 0),
                    ["CHECK_KEY"] = isNew
                        ? "check that swarm:sshPrivateKeyFile is what it was when the machine was made, and that swarm:image runs cloud-init"
                        : $"check swarm:sshPrivateKeyFile, and user, address and port of {host.Name} in swarm:hosts",
                    ["CHECK_HOST_KEY"] = isNew
                        ? $"another machine answers there, or {host.Name} was set up anew; in that case replace it (pulumi up --replace)"
                        : $"check hostKey, address and port of {host.Name} in swarm:hosts; another machine answers there, or {host.Name} was set up anew",
                }.Through(host.Ssh.Hop),
                AddPreviousOutputInEnv = false,
                Logging = Logging.Stderr,
                Triggers = new object[] { host.MachineId },
            },
            new CustomResourceOptions
            {
                Parent = parent,
                // What it is reached through is reached first, and said to be at fault itself.
                DependsOn = [.. host.ReachedAfter],
                CustomTimeouts = new CustomTimeouts { Create = timeout + _bootTimeout, Update = timeout + _bootTimeout },
            }
        );
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
