using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Local.Machines;
using Local.Providers.Contract;
using Local.Providers.Tls;

namespace Tests.Local.Providers.Command;

/// <summary>A real sshd on a free loopback port, with a host key and a user key of its own. The tests reach it as port 22 of 127.0.0.1 through the resolver.</summary>
public sealed class LoopbackSshd : IAsyncLifetime, IEndpointResolver
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sshd-");
    private readonly KeyPair _host = KeyPair.Ed25519();
    private readonly KeyPair _user = KeyPair.Ed25519();
    private Process? _process;
    private int _port;

    internal string UserKey => _user.PrivateOpenSsh;
    internal string UserKeyPkcs8 => _user.PrivatePkcs8Pem;
    internal string HostKey => _host.PublicOpenSsh;

    public static void SkipUnlessInstalled()
    {
        Skip.IfNot(Tool.Exists("sshd"), "sshd is not here (package openssh-server)");
        Skip.IfNot(CanRun, "as root, sshd needs the user sshd, which installing openssh-server makes");
    }

    private static bool CanRun =>
        !Environment.IsPrivilegedProcess || File.ReadLines("/etc/passwd").Any(line => line.StartsWith("sshd:", StringComparison.Ordinal));

    /// <summary>A connection as a program writes it.</summary>
    public PropertyMap Connection =>
        PropertyMap
            .Empty.With("host", "127.0.0.1")
            .With("port", 22)
            .With("user", Environment.UserName)
            .With("privateKey", UserKey)
            .With("hostKey", HostKey);

    public int Resolve(string host, int port) => port == 22 ? _port : port;

    public async Task InitializeAsync()
    {
        _port = FreePort();
        if (!Tool.Exists("sshd") || !CanRun)
        {
            return;
        }

        if (Environment.IsPrivilegedProcess)
        {
            Directory.CreateDirectory("/run/sshd"); // sshd insists on it when root starts it
        }

        var sshd = Tool.Find("sshd")!;
        var hostKey = Write("host", _host.PrivateOpenSsh);
        var authorized = Write("authorized", _user.PublicOpenSsh);
        var settings = Write(
            "settings",
            $"""
            ListenAddress 127.0.0.1:{_port}
            HostKey {hostKey}
            AuthorizedKeysFile {authorized}
            PidFile none
            UsePAM no
            StrictModes no
            PasswordAuthentication no
            {Helpers(sshd)}
            """
        );
        _process = Process.Start(new ProcessStartInfo(sshd, ["-D", "-e", "-f", settings]) { RedirectStandardError = true })!;
        _ = _process.StandardError.ReadToEndAsync();
        await AnsweringAsync();
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // From version 9.8 on, sshd starts others, which it looks for where they would be installed; one that was only unpacked has them beside it.
    private static string Helpers(string sshd) =>
        string.Join(
            '\n',
            new[] { ("SshdSessionPath", "sshd-session"), ("SshdAuthPath", "sshd-auth") }
                .Select(helper => (Option: helper.Item1, Path: Path.GetFullPath(Path.Combine(sshd, "../../lib/openssh", helper.Item2))))
                .Where(helper => File.Exists(helper.Path))
                .Select(helper => $"{helper.Option} {helper.Path}")
        );

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, text + "\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

    private async Task AnsweringAsync()
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, _port, bound.Token);
                return;
            }
            catch (SocketException) when (!_process!.HasExited)
            {
                await Task.Delay(20, bound.Token);
            }
        }
    }
}
