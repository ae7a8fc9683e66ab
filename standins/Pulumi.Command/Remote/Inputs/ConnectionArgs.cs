namespace Pulumi.Command.Remote.Inputs;

/// <summary>How a machine is reached by SSH.</summary>
public sealed class ConnectionArgs : ResourceArgs
{
    /// <summary>The machine's address.</summary>
    [Input("host", required: true)]
    public Input<string> Host { get; set; } = null!;

    /// <summary>The SSH port; default 22.</summary>
    [Input("port")]
    public Input<double>? Port { get; set; } = 22;

    /// <summary>The user; default root.</summary>
    [Input("user")]
    public Input<string>? User { get; set; } = "root";

    /// <summary>The private key, in PEM or OpenSSH format.</summary>
    [field: Input("privateKey")]
    public Input<string>? PrivateKey
    {
        get;
        set => field = value.AsSecret();
    }

    /// <summary>The public key that the machine must show; default: none is checked.</summary>
    [Input("hostKey")]
    public Input<string>? HostKey { get; set; }

    /// <summary>How often a refused connection is tried, or 0 for ever; default 10.</summary>
    [Input("dialErrorLimit")]
    public Input<int>? DialErrorLimit { get; set; } = 10;

    /// <summary>How long one try may take in seconds; default 15.</summary>
    [Input("perDialTimeout")]
    public Input<int>? PerDialTimeout { get; set; } = 15;

    /// <summary>The machine through which it is reached; default: it is reached without another.</summary>
    [Input("proxy")]
    public Input<ProxyConnectionArgs>? Proxy { get; set; }
}
