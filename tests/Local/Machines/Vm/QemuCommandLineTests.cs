using Local.Machines.Vm;

namespace Tests.Local.Machines.Vm;

public sealed class QemuCommandLineTests
{
    private static readonly MachineRecord _machine = new()
    {
        Id = "i-0123456789abcdef0",
        Owner = "urn:pulumi:dev::swarm::aws:ec2/instance:Instance::node1",
        Network = "/home/me/swarm/.swarm/dev:vpc-0123456789abcdef0",
        HostName = "ip-10-20-1-11",
        PrivateAddress = "10.20.1.11",
        PrefixLength = 16,
        SocketDirectory = "/run/user/1000/swarm-local-0123456789ab",
        BaseImage = "/cache",
        Launched = DateTimeOffset.UnixEpoch,
    };

    [Fact]
    public void A_machine_is_started_with_two_networks_its_forwards_its_disks_and_its_credentials() =>
        Assert.Equal(
            """
            -name i-0123456789abcdef0
            -nodefaults
            -no-user-config
            -display none
            -M q35
            -accel tcg,thread=multi
            -cpu Nehalem
            -smp 1
            -m 1024
            -kernel /cache/vmlinuz
            -initrd /cache/initrd
            -append root=/dev/vda rw console=ttyS0 loglevel=6 mitigations=off ip=10.0.2.15::10.0.2.2:255.255.255.0::enp0s3:none ip=10.20.1.11:::255.255.0.0::enp0s4:none
            -drive file=/m,,1/disk.qcow2,if=none,id=disk,cache=unsafe,discard=unmap
            -device virtio-blk-pci,drive=disk,addr=5
            -netdev user,id=outside,hostfwd=tcp:127.20.1.11:20022-:22,hostfwd=tcp:127.20.1.11:8000-:8000
            -device virtio-net-pci,netdev=outside,addr=3,romfile=
            -netdev socket,id=lan,mcast=239.216.1.189:52695,localaddr=127.0.0.1
            -device virtio-net-pci,netdev=lan,addr=4,romfile=,mac=52:54:00:57:df:73
            -device virtio-rng-pci
            -device virtio-serial-pci
            -chardev socket,id=agent,path=/run/user/1000/swarm-local-0123456789ab/i-0123456789abcdef0.qga,server=on,wait=off
            -device virtserialport,chardev=agent,name=org.qemu.guest_agent.0
            -qmp unix:/run/user/1000/swarm-local-0123456789ab/i-0123456789abcdef0.qmp,server=on,wait=off
            -serial file:/m,1/console.log
            -drive file=/cache/images.tar,if=none,id=images,format=raw,readonly=on
            -device virtio-blk-pci,drive=images,addr=6,serial=container-images
            -smbios type=11,path=/m,,1/credential.meta-data
            -smbios type=11,path=/m,,1/credential.user-data
            -smbios type=11,path=/m,,1/credential.filter
            -daemonize
            -pidfile /m,1/pid
            """,
            Lines(Build("/cache/images.tar"))
        );

    [Fact]
    public void Where_a_registry_answers_there_is_no_disk_of_container_images() =>
        Assert.DoesNotContain(Build(null), argument => argument.Contains("images", StringComparison.Ordinal));

    [Fact]
    public void A_machine_that_is_started_again_needs_no_credentials() =>
        Assert.DoesNotContain(Build(null, isFirstBoot: false), argument => argument.Contains("credential", StringComparison.Ordinal));

    [Fact]
    public void Socket_paths_fit_into_the_107_bytes_that_the_kernel_allows()
    {
        Assert.Equal(63, Sockets.Agent(_machine).Length);
        Assert.Equal(63, Sockets.Control(_machine).Length);
    }

    private static IReadOnlyList<string> Build(string? containerImages, bool isFirstBoot = true) =>
        QemuCommandLine.Build(
            _machine,
            new MachineDirectory("/m,1"),
            Accelerator.Emulation,
            ["tcp:127.20.1.11:20022-:22", "tcp:127.20.1.11:8000-:8000"],
            containerImages,
            isFirstBoot
        );

    /// <summary>One option a line, with its value behind it.</summary>
    private static string Lines(IReadOnlyList<string> arguments) =>
        string.Concat(
            arguments.Select(
                (argument, index) =>
                    (
                        index == 0 ? ""
                        : argument.StartsWith('-') ? "\n"
                        : " "
                    ) + argument
            )
        );
}
