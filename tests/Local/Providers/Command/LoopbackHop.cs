using Local.Machines;
using Local.Providers.Contract;

namespace Tests.Local.Providers.Command;

/// <summary>A second sshd, with keys of its own, for what is reached through another machine. The tests reach it as port 23 of 127.0.0.1 through the resolver.</summary>
public sealed class LoopbackHop : IAsyncLifetime, IEndpointResolver
{
    private readonly LoopbackSshd _sshd = new();

    internal string UserKey => _sshd.UserKey;
    internal string HostKey => _sshd.HostKey;

    /// <summary>A connection that leads through it.</summary>
    public PropertyMap Connection => _sshd.Connection.With("port", 23);

    public int Resolve(string host, int port) => port == 23 ? _sshd.Resolve(host, 22) : port;

    public Task InitializeAsync() => _sshd.InitializeAsync();

    public Task DisposeAsync() => _sshd.DisposeAsync();
}
