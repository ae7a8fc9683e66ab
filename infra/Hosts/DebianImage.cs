using Infra.Diagnostics;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Ec2.Inputs;

namespace Infra.Hosts;

/// <summary>Debian's own cloud images on AWS.</summary>
internal static class DebianImage
{
    // https://wiki.debian.org/Cloud/AmazonEC2Image
    private const string Publisher = "136693071363";

    /// <summary>The id of the newest Debian 13 image for a processor, amd64 or arm64; where there is none, the run ends and says which setting names another.</summary>
    /// <param name="architecture">The processor.</param>
    /// <param name="setting">The setting that would name an image.</param>
    /// <param name="parent">Whose provider is asked.</param>
    public static Output<string> Newest(Output<string> architecture, string setting, Resource parent) =>
        architecture.Apply(name => AskAsync(name, setting, new InvokeOptions { Parent = parent })).OrNothingMore();

    private static async Task<string> AskAsync(string architecture, string setting, InvokeOptions options)
    {
        try
        {
            var image = await GetAmi.InvokeAsync(
                new GetAmiArgs
                {
                    MostRecent = true,
                    Owners = { Publisher },
                    Filters =
                    {
                        new GetAmiFilterArgs { Name = "name", Values = { $"debian-13-{architecture}-*" } },
                        new GetAmiFilterArgs { Name = "virtualization-type", Values = { "hvm" } },
                    },
                },
                options
            );
            return image.Id;
        }
        // As the provider says that there is none; everything else is told as it is.
        catch (Exception exception) when (exception.Message.Contains("returned no results", StringComparison.Ordinal))
        {
            throw new RunException(
                new InvalidSettingsException([
                    new Problem(
                        setting,
                        $"nothing, and the account of Debian ({Publisher}) has no image for {architecture} in this region",
                        $"{SettingsTable.Image.Allowed}, as in China and in GovCloud",
                        $"Set {setting} to the id of an image for {InstanceTypeOffer.ProcessorOf(architecture)}."
                    ),
                ]).Message
            );
        }
    }
}
