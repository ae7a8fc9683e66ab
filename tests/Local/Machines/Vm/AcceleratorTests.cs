using Local.Machines.Vm;

namespace Tests.Local.Machines.Vm;

public sealed class AcceleratorTests
{
    [Theory]
    [InlineData("flags\t\t: fpu vmx sse2", true, "-accel kvm -cpu host")]
    [InlineData("flags\t\t: fpu svm sse2", true, "-accel kvm -cpu host")]
    [InlineData("flags\t\t: fpu sse2", true, "-accel tcg,thread=multi -cpu Nehalem")]
    [InlineData("flags\t\t: fpu vmx_something", true, "-accel tcg,thread=multi -cpu Nehalem")]
    [InlineData("flags\t\t: fpu vmx", false, "-accel tcg,thread=multi -cpu Nehalem")]
    [InlineData("", true, "-accel tcg,thread=multi -cpu Nehalem")]
    public void Hardware_virtualisation_needs_the_processor_s_flag_and_the_device(string cpuInfo, bool deviceOpens, string expected) =>
        Assert.Equal(
            expected,
            string.Join(' ', Accelerator.Choose("processor\t: 0\n" + cpuInfo + "\nbugs\t: vmx\n", deviceOpens).Arguments)
        );
}
