using System.Text.RegularExpressions;
using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Ec2.Inputs;

namespace Infra.Hosts;

/// <summary>Debian's own cloud images on AWS.</summary>
public static partial class DebianImage
{
    // https://wiki.debian.org/Cloud/AmazonEC2Image
    private const string Publisher = "136693071363";

    /// <summary>The id of the newest Debian 13 image for the instance type's processor.</summary>
    public static Output<string> Newest(string instanceType, Resource parent) => GetAmi.Invoke(
        new GetAmiInvokeArgs
        {
            MostRecent = true,
            Owners = { Publisher },
            Filters =
            {
                new GetAmiFilterInputArgs { Name = "name", Values = { $"debian-13-{Architecture(instanceType)}-*" } },
                new GetAmiFilterInputArgs { Name = "virtualization-type", Values = { "hvm" } },
            },
        },
        new InvokeOptions { Parent = parent }).Apply(image => image.Id);

    /// <summary>arm64 for AWS's own processors (a1, and a g after the generation as in t4g and c7gn), else amd64.</summary>
    public static string Architecture(string instanceType) => Graviton().IsMatch(instanceType) ? "arm64" : "amd64";

    [GeneratedRegex(@"^(a1|[a-z]+[0-9]+[a-z]*g[a-z]*)\.")]
    private static partial Regex Graviton();
}
