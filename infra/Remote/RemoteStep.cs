using Pulumi;
using Pulumi.Command.Remote;

namespace Infra.Remote;

/// <summary>A script that is run on a host over SSH.</summary>
internal sealed class RemoteStep
{
    /// <summary>Where it runs.</summary>
    public required Host Host { get; init; }

    /// <summary>What creates, and what repeats when any input changes: scripts are idempotent. Null: nothing, and no connection.</summary>
    public Script? Create { get; init; }

    /// <summary>What undoes it; null needs <see cref="WhyNoDelete"/>.</summary>
    public Script? Delete { get; init; }

    /// <summary>Why nothing is to be undone.</summary>
    public string? WhyNoDelete { get; init; }

    /// <summary>Variables of the scripts that the machines give.</summary>
    public IReadOnlyList<(string Name, Output<string> Value)> Addresses { get; init; } = [];

    /// <summary>What the scripts read from their standard input: secrets, which no log and no error prints.</summary>
    public Input<string>? Stdin { get; init; }

    /// <summary>True when the output is a secret: it is neither logged nor kept in plain state.</summary>
    public bool SecretOutput { get; init; }

    /// <summary>False when a change of the machine repeats the step in place instead of replacing it.</summary>
    public bool ReplaceWithMachine { get; init; } = true;

    /// <summary>Instead of the machine: what it is replaced with, such as the id of what the step belongs to.</summary>
    public Output<string>? ReplacedWith { get; init; }

    /// <summary>The resource that runs it.</summary>
    public Command Register(string name, CustomResourceOptions options)
    {
        if (Delete is null == WhyNoDelete is null)
        {
            throw new InvalidOperationException($"The remote step {name} needs either something that undoes it or a reason why not.");
        }

        options.CustomTimeouts = new CustomTimeouts
        {
            Create = Host.Ssh.DialTimeout + (Create?.Timeout ?? TimeSpan.Zero),
            Update = Host.Ssh.DialTimeout + (Create?.Timeout ?? TimeSpan.Zero),
            Delete = Host.Ssh.DialTimeout + (Delete?.Timeout ?? TimeSpan.Zero),
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
                Create = WithAddresses(Create?.OnMachine(ScriptPart.Create))!,
                Delete = WithAddresses(Delete?.OnMachine(ScriptPart.Delete))!,
                // The scripts travel here, since an error prints the whole command.
                Stdin = Stdin is null
                    ? Script.StandardInput(Create, Delete)
                    : Stdin.ToOutput().Apply(lines => Script.StandardInput(Create, Delete, lines)),
                Logging = SecretOutput ? Logging.None : Logging.Stderr,
                AddPreviousOutputInEnv = false,
                Triggers =
                    ReplacedWith is { } id ? new object[] { id }
                    : ReplaceWithMachine ? new object[] { Host.MachineId }
                    : [],
            },
            options
        );
    }

    private Input<string>? WithAddresses(string? command) =>
        command is null ? null
        : Addresses.Count == 0 ? command
        : Output
            .All(Addresses.Select(address => address.Value))
            .Apply(values => string.Concat(Addresses.Zip(values, (address, value) => $"{address.Name}={Shell.Quote(value)} ")) + command);
}
