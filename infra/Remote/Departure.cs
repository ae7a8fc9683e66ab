using Pulumi;
using Pulumi.Command.Local;

namespace Infra.Remote;

/// <summary>
/// Has a node leave its swarm when it is taken out of the stack. It runs ssh on this computer instead of a remote command, whose delete fails when
/// the host is dead; this one says so and goes on. Creating it does nothing.
/// </summary>
internal static class Departure
{
    public static Resource Register(Host host, Resource engine, Resource parent)
    {
        var leave = Script.Here("leave").Through(host.Ssh.Hop);
        return new Command(
            $"{host.Name}-leave",
            new CommandArgs
            {
                Delete = leave.OnThisComputer(ScriptPart.Delete),
                Stdin = Script.StandardInput(null, leave),
                Environment = new InputMap<string>
                {
                    ["NODE"] = host.Name,
                    ["ADDRESS"] = host.Ssh.Address,
                    ["PORT"] = $"{host.Ssh.Port}",
                    ["SSH_USER"] = host.Ssh.User,
                    ["KNOWN_HOST"] = host.Ssh.KnownHost,
                    ["PRIVATE_KEY"] = host.Ssh.Key.PrivateKey,
                }.Through(host.Ssh.Hop),
                AddPreviousOutputInEnv = false,
            },
            new CustomResourceOptions
            {
                Parent = parent,
                // It leaves with the engine's help, so it leaves before the engine may go.
                DependsOn = { engine },
                // A machine that is deleted need not leave.
                DeletedWith = host.Machine,
                CustomTimeouts = new CustomTimeouts { Delete = TimeSpan.FromMinutes(3) },
            }
        );
    }
}
