using System.Collections.Immutable;

namespace Pulumi.Aws.Ec2;

/// <summary>Looks up what an instance type is; one that does not exist is an error.</summary>
public static class GetInstanceType
{
    private const string Token = "aws:ec2/getInstanceType:getInstanceType";

    public static Output<GetInstanceTypeResult> Invoke(GetInstanceTypeInvokeArgs args, InvokeOptions? options = null) =>
        Deployment.Instance.Invoke<GetInstanceTypeResult>(Token, args ?? new GetInstanceTypeInvokeArgs(), Package.Options(options));

    public static Output<GetInstanceTypeResult> Invoke(GetInstanceTypeInvokeArgs args, InvokeOutputOptions options) =>
        Deployment.Instance.Invoke<GetInstanceTypeResult>(Token, args ?? new GetInstanceTypeInvokeArgs(), Package.Options(options));
}

/// <summary>The arguments of <see cref="GetInstanceType"/>.</summary>
public sealed class GetInstanceTypeInvokeArgs : InvokeArgs
{
    /// <summary>The type, such as t3.small.</summary>
    [Input("instanceType", required: true)]
    public Input<string> InstanceType { get; set; } = null!;
}

/// <summary>What the instance type is.</summary>
[OutputType]
public sealed class GetInstanceTypeResult
{
    /// <summary>Whether it is a whole machine, without a hypervisor.</summary>
    public readonly bool BareMetal;

    /// <summary>How many processors a machine has.</summary>
    public readonly int DefaultVcpus;

    /// <summary>"supported" or "unsupported".</summary>
    public readonly string EbsEncryptionSupport;

    /// <summary>Its memory in MiB.</summary>
    public readonly int MemorySize;

    /// <summary>Such as x86_64, arm64 or x86_64_mac.</summary>
    public readonly ImmutableArray<string> SupportedArchitectures;

    /// <summary>hvm, paravirtual or both.</summary>
    public readonly ImmutableArray<string> SupportedVirtualizationTypes;

    /// <summary>on-demand, spot and others.</summary>
    public readonly ImmutableArray<string> SupportedUsagesClasses;

    [OutputConstructor]
    private GetInstanceTypeResult(
        bool bareMetal,
        int defaultVcpus,
        string ebsEncryptionSupport,
        int memorySize,
        ImmutableArray<string> supportedArchitectures,
        ImmutableArray<string> supportedVirtualizationTypes,
        ImmutableArray<string> supportedUsagesClasses
    )
    {
        BareMetal = bareMetal;
        DefaultVcpus = defaultVcpus;
        EbsEncryptionSupport = ebsEncryptionSupport;
        MemorySize = memorySize;
        SupportedArchitectures = supportedArchitectures;
        SupportedVirtualizationTypes = supportedVirtualizationTypes;
        SupportedUsagesClasses = supportedUsagesClasses;
    }
}
