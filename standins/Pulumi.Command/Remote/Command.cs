namespace Pulumi.Command.Remote;

/// <summary>A command on a machine that is reached by SSH.</summary>
public class Command : CustomResource
{
    private const string Token = "command:remote:Command";

    public Command(string name, CommandArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new CommandArgs(), Package.Options(options, OfType())) { }

    /// <summary>What the command last wrote to its standard output, without the last line break.</summary>
    [Output("stdout")]
    public Output<string> Stdout { get; private set; } = null!;

    private static CustomResourceOptions OfType() =>
        new() { AdditionalSecretOutputs = { "connection" }, ReplaceOnChanges = { "triggers[*]" } };
}

/// <summary>The arguments of <see cref="Command"/>.</summary>
public sealed class CommandArgs : ResourceArgs
{
    [Input("connection", required: true)]
    private Input<Inputs.ConnectionArgs>? _connection;

    /// <summary>How the machine is reached.</summary>
    public Input<Inputs.ConnectionArgs>? Connection
    {
        get => _connection;
        set => _connection = value.AsSecret();
    }

    /// <summary>The command when the resource is created, and at every later change where there is no update command.</summary>
    [Input("create")]
    public Input<string>? Create { get; set; }

    /// <summary>The command when the resource is deleted; default none.</summary>
    [Input("delete")]
    public Input<string>? Delete { get; set; }

    /// <summary>What the command reads from its standard input; never printed.</summary>
    [Input("stdin")]
    public Input<string>? Stdin { get; set; }

    /// <summary>Values of which any change replaces the resource.</summary>
    [field: Input("triggers")]
    public InputList<object> Triggers
    {
        get => field ??= new();
        set;
    }

    /// <summary>Which of the command's outputs are shown while it runs; default both.</summary>
    [Input("logging")]
    public Input<Logging>? Logging { get; set; }

    /// <summary>Whether an update sees the last outputs as PULUMI_COMMAND_STDOUT and PULUMI_COMMAND_STDERR; default true.</summary>
    [Input("addPreviousOutputInEnv")]
    public Input<bool>? AddPreviousOutputInEnv { get; set; }
}
