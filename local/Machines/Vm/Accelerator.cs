namespace Local.Machines.Vm;

/// <summary>How the guest's processor is had.</summary>
/// <param name="Arguments">QEMU's arguments for it.</param>
/// <param name="Processors">The guest's processors.</param>
internal sealed record Accelerator(IReadOnlyList<string> Arguments, int Processors)
{
    private const string Device = "/dev/kvm";

    private static readonly Lazy<Accelerator> _ofThisComputer = new(() => Choose(File.ReadAllText("/proc/cpuinfo"), CanOpen(Device)));

    /// <summary>The processor's own virtualisation.</summary>
    public static Accelerator Kvm { get; } = new(["-accel", "kvm", "-cpu", "host"], 2);

    /// <summary>
    /// Software emulation. Fewer processor features are faster to emulate: with <c>-cpu max</c>, whose vector instructions cost more than they
    /// gain, a boot took 88 s of processor time, with this model 62.
    /// </summary>
    public static Accelerator Emulation { get; } = new(["-accel", "tcg,thread=multi", "-cpu", "Nehalem"], 1);

    public static Accelerator OfThisComputer => _ofThisComputer.Value;

    /// <summary>The device alone proves nothing: nested machines offer it without the processor's flag, and a guest's kernel then hangs.</summary>
    /// <param name="cpuInfo">The content of <c>/proc/cpuinfo</c>.</param>
    /// <param name="deviceOpens">True when <c>/dev/kvm</c> opens for reading and writing.</param>
    public static Accelerator Choose(string cpuInfo, bool deviceOpens)
    {
        var flags = cpuInfo.Split('\n').FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal)) ?? "";
        var hasFlag = flags.Split([' ', '\t', ':']).Any(flag => flag is "vmx" or "svm");
        return hasFlag && deviceOpens ? Kvm : Emulation;
    }

    private static bool CanOpen(string device)
    {
        try
        {
            using var opened = new FileStream(device, FileMode.Open, FileAccess.ReadWrite);
            return true;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
