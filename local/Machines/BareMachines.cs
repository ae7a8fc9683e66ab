using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Local.Machines.Computer;
using Local.Machines.Network;

namespace Local.Machines;

/// <summary>A machine that belongs to no program, as an entry of <c>swarm:hosts</c>.</summary>
/// <param name="Name">Its name, such as <c>node1</c>.</param>
/// <param name="Role"><c>manager</c> or <c>worker</c>.</param>
/// <param name="Address">The loopback address that leads to it.</param>
/// <param name="Port">The port of this computer where its SSH is found.</param>
/// <param name="User">The SSH user.</param>
/// <param name="PrivateAddress">Its address among the machines.</param>
/// <param name="HostKey">Its public SSH host key.</param>
public sealed record BareMachine(string Name, string Role, string Address, int Port, string User, string PrivateAddress, string HostKey);

/// <summary>Machines without a program, for <c>./swarm vms</c>: what they reach and who reaches them is not restricted among themselves.</summary>
/// <param name="cloud">A directory of their own.</param>
public sealed class BareMachines(LocalCloud cloud)
{
    private const string User = "admin";
    private const string Network = "bare";
    private const int PrefixLength = 24;

    /// <summary>Forwarded from this computer, besides SSH: what web services and tutorials publish.</summary>
    private static readonly (int From, int To)[] _published = [(80, 80), (443, 443), (8000, 8099)];

    private static readonly IPNetwork _range = IPNetwork.Parse("10.30.0.0/24");
    private static readonly TimeSpan _sshTimeout = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _greetingTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The private key that opens them, made with the first of them.</summary>
    public string PrivateKeyFile => Path.Combine(cloud.StackDirectory, "operator");

    /// <summary>Boots machines until there are <paramref name="count"/>, and waits until SSH answers on all. Those that run stay as they are; those that have stopped are started again.</summary>
    public async Task<IReadOnlyList<BareMachine>> UpAsync(int count, MachineProgress progress, CancellationToken cancellation)
    {
        PrivateFile.CreateDirectory(cloud.StackDirectory);
        var operatorKey = await KeyAsync(PrivateKeyFile, "operator of the local machines", cancellation);
        return await Task.WhenAll(Enumerable.Range(1, count).Select(number => UpAsync(number, operatorKey, progress, cancellation)));
    }

    /// <summary>Ends them all and removes what they had, the keys included.</summary>
    public Task DownAsync(CancellationToken cancellation) => cloud.RemoveAllAsync(cancellation);

    private async Task<BareMachine> UpAsync(int number, string operatorKey, MachineProgress all, CancellationToken cancellation)
    {
        var name = "node" + number.ToString(CultureInfo.InvariantCulture);
        var progress = all with { Status = word => all.Status($"{name}: {word}") };
        var hostKeyFile = Path.Combine(cloud.StackDirectory, name + ".hostkey");
        var hostKey = await KeyAsync(hostKeyFile, name, cancellation);
        var privateAddress = new IPAddress([10, 30, 0, (byte)(10 + number)]);
        var address = await AddressAsync(name, privateAddress, cancellation);
        var id = MachineId(name);
        if (await cloud.RestartAsync(id, progress, cancellation))
        {
            // No state says what is on it.
            cloud.HasBeenRead(id);
        }
        else if (!await cloud.AdoptAsync(id, progress, cancellation))
        {
            await cloud.TerminateAsync(id, cancellation);
            await cloud.LaunchAsync(
                new MachineSpec
                {
                    Id = id,
                    Owner = name,
                    Network = Network,
                    HostName = name,
                    PrivateAddress = privateAddress,
                    PrefixLength = PrefixLength,
                    UserData = UserData(name, operatorKey, await File.ReadAllTextAsync(hostKeyFile, cancellation), hostKey),
                },
                new MachineNetwork(Rules(), address),
                progress,
                cancellation
            );
        }

        var port = cloud.Resolve(address.ToString(), 22);
        progress.Status("waiting for SSH");
        await WaitForSshAsync(name, address, port, cancellation);
        return new(name, number == 1 ? "manager" : "worker", address.ToString(), port, User, privateAddress.ToString(), hostKey);
    }

    private static IReadOnlyList<FilterRule> Rules()
    {
        IPNetwork[] thisComputer = [IPNetwork.Parse("127.0.0.0/8")];
        return
        [
            new(Direction.Ingress, "-1", null, null, [_range]),
            new(Direction.Ingress, "tcp", 22, 22, thisComputer),
            .. _published.Select(ports => new FilterRule(Direction.Ingress, "tcp", ports.From, ports.To, thisComputer)),
            new(Direction.Egress, "-1", null, null, [IPNetwork.Parse("0.0.0.0/0")]),
        ];
    }

    /// <summary>The same for the same machine, in this process and the next.</summary>
    private async Task<IPAddress> AddressAsync(string name, IPAddress privateAddress, CancellationToken cancellation)
    {
        var file = Path.Combine(cloud.StackDirectory, name + ".address");
        if (File.Exists(file))
        {
            return IPAddress.Parse(await File.ReadAllTextAsync(file, cancellation));
        }

        var address = cloud.ChoosePublicAddress(privateAddress.GetAddressBytes()[3], new HashSet<IPAddress>());
        PrivateFile.Write(file, address.ToString());
        return address;
    }

    /// <summary>The public half of a key, which is made where there is none.</summary>
    private static async Task<string> KeyAsync(string file, string comment, CancellationToken cancellation)
    {
        if (!File.Exists(file + ".pub"))
        {
            File.Delete(file);
            await ComputerTool.RunAsync(
                "ssh-keygen",
                ["-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", file],
                TimeSpan.FromMinutes(1),
                null,
                cancellation
            );
        }

        return string.Join(' ', (await File.ReadAllTextAsync(file + ".pub", cancellation)).Split(' ').Take(2)).Trim();
    }

    private string MachineId(string name) =>
        "i-0" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cloud.StackDirectory + ":" + name)))[..16];

    private static string UserData(string name, string operatorKey, string hostPrivateKey, string hostPublicKey) =>
        "#cloud-config\n"
        + JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["hostname"] = name,
                ["ssh_deletekeys"] = true,
                ["ssh_keys"] = new Dictionary<string, string> { ["ed25519_private"] = hostPrivateKey, ["ed25519_public"] = hostPublicKey },
                ["ssh_authorized_keys"] = new[] { operatorKey },
                // Nobody brings images here while services start: the engine has those of the disk before it is said to run.
                ["write_files"] = new[]
                {
                    new
                    {
                        path = "/etc/systemd/system/docker.service.d/images.conf",
                        content = "[Service]\nExecStartPost=-/usr/bin/systemctl start local-images.service\n",
                    },
                },
            }
        );

    private async Task WaitForSshAsync(string name, IPAddress address, int port, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (!await SshClient.AnswersAsync(address.ToString(), port, _greetingTimeout, cancellation))
        {
            if (cloud.Find(MachineId(name)) is not { IsRunning: true })
            {
                throw new MachineException($"{name} ended before SSH answered; run it again");
            }

            if (clock.Elapsed > _sshTimeout)
            {
                throw new MachineException(
                    $"SSH of {name} did not answer at {address}:{port} within {_sshTimeout.TotalMinutes:0} minutes; its console is in {cloud.ConsoleOf(MachineId(name))}"
                );
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellation);
        }
    }
}
