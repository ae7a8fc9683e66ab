using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Ec2.Inputs;

namespace Infra.Hosts;

/// <summary>Debian's own cloud images on AWS.</summary>
internal static class DebianImage
{
    // https://wiki.debian.org/Cloud/AmazonEC2Image
    private const string Publisher = "136693071363";

    /// <summary>The id of the newest Debian 13 image for a processor, amd64 or arm64.</summary>
    public static Output<string> Newest(Output<string> architecture, Resource parent) =>
        GetAmi
            .Invoke(
                new GetAmiInvokeArgs
                {
                    MostRecent = true,
                    Owners = { Publisher },
                    Filters =
                    {
                        new GetAmiFilterInputArgs { Name = "name", Values = { architecture.Apply(name => $"debian-13-{name}-*") } },
                        new GetAmiFilterInputArgs { Name = "virtualization-type", Values = { "hvm" } },
                    },
                },
                new InvokeOptions { Parent = parent }
            )
            .Apply(image => image.Id);
}
