namespace Local.Providers.Docker;

/// <summary>Where an engine is: <c>ssh://user@host:port</c> (optionally with the socket's path) or <c>unix:///path</c>.</summary>
internal sealed record DockerHost(string Scheme, string? User, string Host, int Port, string Socket)
{
    private const string DefaultSocket = "/var/run/docker.sock";
    private const int SshPort = 22;

    /// <summary>Null when the text is neither.</summary>
    public static DockerHost? Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            return null;
        }

        var socket = uri.AbsolutePath.Length > 1 ? uri.AbsolutePath : DefaultSocket;
        return uri.Scheme switch
        {
            "ssh" when uri.Host.Length > 0 => new(
                "ssh",
                uri.UserInfo.Length > 0 ? uri.UserInfo : null,
                uri.Host.Trim('[', ']'),
                uri.Port > 0 ? uri.Port : SshPort,
                socket
            ),
            "unix" => new("unix", null, "", 0, socket),
            _ => null,
        };
    }

    public override string ToString() => Scheme == "unix" ? $"unix://{Socket}" : $"ssh://{(User is null ? "" : User + "@")}{Host}:{Port}";
}
