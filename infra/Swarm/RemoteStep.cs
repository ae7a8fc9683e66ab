using Infra.Hosts;
using Infra.Remote;
using Pulumi;
using Pulumi.Command.Remote;

namespace Infra.Swarm;

/// <summary>A script that is run on a host over SSH.</summary>
public sealed class RemoteStep
{
    /// <summary>Where it runs.</summary>
    public required Host Host { get; init; }

    /// <summary>What creates, and what repeats when any input changes: scripts are idempotent.</summary>
    public required Script Create { get; init; }

    /// <summary>What undoes it; null needs <see cref="WhyNoDelete"/>.</summary>
    public Script? Delete { get; init; }

    /// <summary>Why nothing is to be undone.</summary>
    public string? WhyNoDelete { get; init; }

    /// <summary>Variables of the scripts that the machines give.</summary>
    public IReadOnlyList<(string Name, Output<string> Value)> Addresses { get; init; } = [];

    /// <summary>Secrets for the script, which no log prints.</summary>
    public Input<string>? Stdin { get; init; }

    /// <summary>True when the output is a secret: it is neither logged nor kept in plain state.</summary>
    public bool SecretOutput { get; init; }

    /// <summary>False when a change of the machine repeats the step in place instead of replacing it.</summary>
    public bool ReplaceWithMachine { get; init; } = true;

    /// <summary>The resource that runs it.</summary>
    public Command Register(string name, CustomResourceOptions options)
    {
        if (Delete is null == WhyNoDelete is null)
        {
            throw new InvalidOperationException($"The remote step {name} needs either something that undoes it or a reason why not.");
        }

        options.CustomTimeouts = new CustomTimeouts
        {
            Create = SshTarget.DialBound + Create.Bound,
            Update = SshTarget.DialBound + Create.Bound,
            Delete = SshTarget.DialBound + (Delete?.Bound ?? TimeSpan.Zero),
        };
        if (SecretOutput)
        {
            options.AdditionalSecretOutputs = ["stdout", "stderr"];
        }

        return new Command(
            name,
            new CommandArgs
            {
                Connection = Host.Ssh.Connection(),
                Create = WithAddresses(Create.Command),
                Delete = Delete is null ? null! : WithAddresses(Delete.Command),
                Stdin = Stdin!,
                Logging = SecretOutput ? Logging.None : Logging.Stderr,
                AddPreviousOutputInEnv = false,
                Triggers = ReplaceWithMachine ? new object[] { Host.MachineId } : [],
            },
            options);
    }

    private Input<string> WithAddresses(string command) => Output.All(Addresses.Select(address => address.Value)).Apply(values =>
        string.Concat(Addresses.Zip(values, (address, value) => $"{address.Name}={Shell.Quote(value)} ")) + command);
}
