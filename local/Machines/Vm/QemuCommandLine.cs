using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Local.Machines.BaseImage;
using Local.Machines.Network;

namespace Local.Machines.Vm;

/// <summary>The arguments that start one virtual machine.</summary>
internal static class QemuCommandLine
{
    public const string Program = "qemu-system-x86_64";

    /// <summary>The outer network's name on the control socket.</summary>
    public const string OutsideNetwork = "outside";

    /// <summary>
    /// The arguments. No secret is among them: credentials, which a machine gets at its first boot, are read from files.
    /// <paramref name="containerImages"/> is a disk with container images, or null.
    /// </summary>
    public static IReadOnlyList<string> Build(
        MachineRecord machine,
        MachineDirectory files,
        Accelerator accelerator,
        IReadOnlyList<string> forwards,
        string? containerImages,
        bool isFirstBoot
    )
    {
        var image = new BaseImageFiles(machine.BaseImage);
        List<string> arguments =
        [
            "-name",
            machine.Id,
            "-nodefaults",
            "-no-user-config",
            "-display",
            "none",
            "-M",
            "q35",
            .. accelerator.Arguments,
            "-smp",
            Text(accelerator.Processors),
            "-m",
            Text(machine.MemoryMiB),
            "-kernel",
            image.Kernel,
            "-initrd",
            image.InitialRamDisk,
            "-append",
            KernelArguments(machine),
            // A machine that lives for a day need not pay for flushing: only a crash of this computer may damage its disk.
            "-drive",
            $"file={Escape(files.Disk)},if=none,id=disk,cache=unsafe,discard=unmap",
            "-device",
            "virtio-blk-pci,drive=disk,addr=5",
            "-netdev",
            $"user,id={OutsideNetwork}" + string.Concat(forwards.Select(forward => ",hostfwd=" + forward)),
            "-device",
            $"virtio-net-pci,netdev={OutsideNetwork},addr=3,romfile=",
            "-netdev",
            $"socket,id=lan,mcast={Lan.Group(machine.Network)},localaddr=127.0.0.1",
            "-device",
            $"virtio-net-pci,netdev=lan,addr=4,romfile=,mac={MacAddress(machine)}",
            "-device",
            "virtio-rng-pci",
            "-device",
            "virtio-serial-pci",
            "-chardev",
            $"socket,id=agent,path={Escape(Sockets.Agent(machine))},server=on,wait=off",
            "-device",
            "virtserialport,chardev=agent,name=org.qemu.guest_agent.0",
            "-qmp",
            $"unix:{Escape(Sockets.Control(machine))},server=on,wait=off",
            "-serial",
            "file:" + files.Console,
        ];
        if (containerImages is not null)
        {
            arguments.AddRange([
                "-drive",
                $"file={Escape(containerImages)},if=none,id=images,format=raw,readonly=on",
                "-device",
                "virtio-blk-pci,drive=images,addr=6,serial=container-images",
            ]);
        }

        foreach (var name in isFirstBoot ? Credentials.Names : [])
        {
            arguments.AddRange(["-smbios", $"type=11,path={Escape(files.Credential(name))}"]);
        }

        return [.. arguments, "-daemonize", "-pidfile", files.ProcessId];
    }

    private static string KernelArguments(MachineRecord machine) =>
        "root=/dev/vda rw console=ttyS0 loglevel=6 mitigations=off "
        + $"ip={Lan.OutsideAddress}::{Lan.OutsideGateway}:255.255.255.0::{Lan.OutsideDevice}:none "
        + $"ip={machine.PrivateAddress}:::{Lan.Mask(machine.PrefixLength)}::{Lan.Device}:none";

    /// <summary>Locally administered, and the same for the same machine.</summary>
    private static string MacAddress(MachineRecord machine)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(machine.Id));
        return $"52:54:00:{hash[0]:x2}:{hash[1]:x2}:{hash[2]:x2}";
    }

    /// <summary>QEMU reads a doubled comma as one inside a value.</summary>
    private static string Escape(string value) => value.Replace(",", ",,", StringComparison.Ordinal);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
