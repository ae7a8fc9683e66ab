namespace Pulumi.Command.Local;

/// <summary>A command on the machine that Pulumi runs on.</summary>
public class Command : CustomResource
{
    private const string Token = "command:local:Command";

    public Command(string name, CommandArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new CommandArgs(), Package.Options(options, OfType()))
    {
    }

    private static CustomResourceOptions OfType() => new() { ReplaceOnChanges = { "triggers[*]" } };
}

/// <summary>The arguments of <see cref="Command"/>.</summary>
public sealed class CommandArgs : ResourceArgs
{
    /// <summary>The command when the resource is deleted; default none.</summary>
    [Input("delete")]
    public Input<string>? Delete { get; set; }

    /// <summary>Values of which any change replaces the resource.</summary>
    [field: Input("triggers")]
    public InputList<object> Triggers { get => field ??= new(); set; }

    /// <summary>Environment variables of the command.</summary>
    [field: Input("environment")]
    public InputMap<string> Environment { get => field ??= new(); set; }

    /// <summary>Whether an update sees the last outputs as PULUMI_COMMAND_STDOUT and PULUMI_COMMAND_STDERR; default true.</summary>
    [Input("addPreviousOutputInEnv")]
    public Input<bool>? AddPreviousOutputInEnv { get; set; }
}
