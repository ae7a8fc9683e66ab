using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Infra.Hosts;

namespace Tests.EndToEnd.FirstBoots;

/// <summary>Machines without a processor of their own: a Debian, made of its packages alone, in which cloud-init goes through first boots.</summary>
public sealed class FreshDebian : IAsyncLifetime
{
    /// <summary>What Debian's images on EC2 add to cloud-init's own configuration.</summary>
    private const string Debian = """
        cat > /etc/cloud/cloud.cfg.d/01_debian_cloud.cfg <<'END'
        manage_etc_hosts: true
        system_info:
          default_user: {name: admin, lock_passwd: true, gecos: Debian, groups: [adm, audio, cdrom, dialout, dip, floppy, netdev, plugdev, sudo, video], sudo: ["ALL=(ALL) NOPASSWD:ALL"], shell: /bin/bash}
        END

        """;

    /// <summary>What Ubuntu's images have otherwise: another user, and a group that is called as ours.</summary>
    private const string Ubuntu = """
        cat > /etc/cloud/cloud.cfg.d/01_ubuntu.cfg <<'END'
        system_info:
          distro: ubuntu
          default_user: {name: ubuntu, lock_passwd: true, gecos: Ubuntu, groups: [adm, cdrom, dip, lxd, sudo], sudo: ["ALL=(ALL) NOPASSWD:ALL"], shell: /bin/bash}
        END
        sed -i '/^%sudo/i %admin ALL=(ALL) ALL' /etc/sudoers

        """;

    private const string Group = "groupadd --gid 118 admin\n";
    private const string User = "useradd --create-home --shell /bin/bash --groups adm,sudo admin\n";

    /// <summary>What a swarm:cloudConfig may ask for, as far as it needs no network.</summary>
    private const string More = """
        bootcmd:
          - [sh, -c, "mkdir -p /srv/told; echo begun > /srv/told/2"]
        write_files:
          - {path: /srv/told/1, content: "Grüße\n"}
        runcmd:
          - echo "run by $(id -un)" > /srv/told/3
        """;

    private static readonly TimeSpan _timeout = TimeSpan.FromMinutes(20);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("swarm-first-boots-");

    /// <summary>The private host key that is seeded.</summary>
    public string HostPrivateKey { get; private set; } = string.Empty;

    /// <summary>Its public half.</summary>
    public string HostPublicKey { get; private set; } = string.Empty;

    /// <summary>The operator's public key.</summary>
    public string OperatorPublicKey { get; private set; } = string.Empty;

    private string Machines => Path.Combine(_directory.FullName, "first-boots");

    /// <summary>What there was after a machine's first boot, and what a login by SSH gave.</summary>
    public string Seen(string machine) => File.ReadAllText(Path.Combine(Machines, machine, "seen"));

    public async Task InitializeAsync()
    {
        (HostPrivateKey, HostPublicKey) = await KeyAsync("host");
        (_, OperatorPublicKey) = await KeyAsync("operator");
        var userData = CloudInit.UserData("node1", OperatorPublicKey, HostPrivateKey, HostPublicKey);
        Add("nothing", Debian, userData);
        Add("group", Debian + Group, userData);
        Add("user", Debian + User, userData);
        Add("ubuntu", Ubuntu + Group, userData);
        Add("cloud-config", Debian, CloudInit.UserData("node1", OperatorPublicKey, HostPrivateKey, HostPublicKey, More));
        Add("primary-group-alone", Debian, WithoutGroups(userData));

        await RunAsync("tar", "-C", _directory.FullName, "--owner=0", "--group=0", "-cf", At("in.tar"), "first-boots");
        // As root it works in the namespaces of its caller, and these take all mounts and processes with them, however it ends. Others have namespaces of their own.
        string[] isolated = Environment.IsPrivilegedProcess
            ? ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--", "mmdebstrap"]
            : ["mmdebstrap"];
        await RunAsync([
            .. isolated,
            "--variant=minbase",
            "--format=null",
            "--keyring=/usr/share/keyrings/debian-archive-keyring.gpg",
            // Packages' own files only, and fewer of them.
            "--aptopt=APT::Install-Recommends \"false\"",
            "--aptopt=Acquire::Languages \"none\"",
            "--aptopt=Acquire::Retries \"3\"",
            "--dpkgopt=force-unsafe-io",
            "--dpkgopt=path-exclude=/usr/share/doc/*",
            "--dpkgopt=path-exclude=/usr/share/locale/*",
            "--dpkgopt=path-exclude=/usr/share/man/*",
            "--include=cloud-init,openssh-server,sudo",
            $"--customize-hook=tar-in '{At("in.tar")}' /",
            $"--customize-hook=upload '{Script()}' /first-boots.sh",
            "--customize-hook=chroot \"$1\" sh /first-boots.sh",
            $"--customize-hook=tar-out /first-boots '{At("out.tar")}'",
            "trixie",
            "/dev/null",
            "http://deb.debian.org/debian",
        ]);
        await RunAsync("tar", "-C", _directory.FullName, "--no-same-owner", "-xf", At("out.tar"));
    }

    public Task DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>As user data were once, for images of Debian in vain.</summary>
    private static string WithoutGroups(string userData)
    {
        var lines = userData.Split('\n', 2);
        var data = JsonNode.Parse(lines[1])!;
        Assert.True(data["users"]![0]!.AsObject().Remove("groups"));
        return $"{lines[0]}\n{data.ToJsonString()}\n";
    }

    private void Add(string machine, string image, string userData)
    {
        var directory = Directory.CreateDirectory(Path.Combine(Machines, machine)).FullName;
        File.WriteAllText(Path.Combine(directory, "image"), image);
        File.WriteAllText(Path.Combine(directory, "user-data"), userData);
        File.WriteAllText(Path.Combine(directory, "known_hosts"), $"node1 {HostPublicKey}\n");
        File.Copy(At("operator"), Path.Combine(directory, "operator"));
    }

    private async Task<(string Private, string Public)> KeyAsync(string name)
    {
        await RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", At(name));
        return (await File.ReadAllTextAsync(At(name)), (await File.ReadAllTextAsync(At(name + ".pub"))).Trim());
    }

    private string At(string file) => Path.Combine(_directory.FullName, file);

    private static async Task RunAsync(params string[] command)
    {
        var program = command[0];
        using var process = Process.Start(new ProcessStartInfo(program, command[1..]) { RedirectStandardError = true })!;
        using var bound = new CancellationTokenSource(_timeout);
        try
        {
            var printed = await process.StandardError.ReadToEndAsync(bound.Token);
            await process.WaitForExitAsync(bound.Token);
            Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}:\n{printed}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} did not end within {_timeout.TotalMinutes:0} minutes");
        }
    }

    private static string Script([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "first-boots.sh");
}
