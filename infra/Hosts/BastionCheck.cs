using Infra.Diagnostics;
using Infra.Remote;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Ec2.Inputs;

namespace Infra.Hosts;

/// <summary>Compares what is configured for the bastion with what it was made with, as <see cref="MachineCheck"/> does for the nodes.</summary>
/// <param name="machine">The bastion, which keeps its image and its disk.</param>
/// <param name="offer">What it is to be made of.</param>
/// <param name="image">The image that a new one gets.</param>
/// <param name="parent">Whose provider is asked.</param>
internal sealed class BastionCheck(Instance machine, InstanceTypeOffer offer, Output<string> image, Resource parent)
{
    private const string Replace = "`pulumi up --replace '**Instance::bastion'`";

    private readonly AwsMachineSettings _wanted = offer.Settings;

    /// <summary>Ends the run if its image is for another processor than its type has; warns of what has no effect.</summary>
    public async Task<bool> RunAsync()
    {
        // Its image is the old one also when AWS cannot change its type without another machine; one that is replaced on purpose has a new one.
        var made = await machine.Ami.KnownAsync();
        var wanted = await image.KnownAsync();
        if (!string.IsNullOrEmpty(made) && wanted is not null && made != wanted)
        {
            await RejectProcessorAsync(made);
        }

        foreach (var warning in Warnings(_wanted, made, (await machine.RootBlockDevice.KnownAsync())?.VolumeSize))
        {
            Log.Warn(warning);
        }

        return true;
    }

    /// <summary>What has no effect on a bastion that is there.</summary>
    /// <param name="wanted">What it is to be made of.</param>
    /// <param name="image">The image that it was made from; null or empty: it is still to be made.</param>
    /// <param name="diskGiB">The size of its disk; null: it is still to be made.</param>
    public static IEnumerable<string> Warnings(AwsMachineSettings wanted, string? image, int? diskGiB)
    {
        if (!string.IsNullOrEmpty(image) && wanted.Image is { } other && image != other)
        {
            yield return Kept(SettingsTable.Image, other, image);
        }

        if (diskGiB is { } size && size != wanted.DiskGiB)
        {
            yield return Kept(SettingsTable.DiskGiB, $"{wanted.DiskGiB}", $"{size}");
        }

        string Kept(Setting setting, string value, string old) =>
            $"{wanted.Scope}{setting.Name} {value} is for a new bastion only. Kept as before: {old}. To use it, run {Replace}.";
    }

    private async Task RejectProcessorAsync(string made)
    {
        string processor;
        try
        {
            var found = await GetAmi.InvokeAsync(
                new GetAmiArgs
                {
                    IncludeDeprecated = true,
                    Filters =
                    {
                        new GetAmiFilterArgs { Name = "image-id", Values = { made } },
                    },
                },
                new InvokeOptions { Parent = parent }
            );
            processor = found.Architecture;
        }
        catch (Exception exception) when (exception is not RunException)
        {
            // One that was withdrawn tells nothing.
            return;
        }

        if (await offer.Architecture.KnownAsync() is { } name && InstanceTypeOffer.ProcessorOf(name) is var wanted && wanted != processor)
        {
            throw new RunException(
                new InvalidSettingsException([
                    new Problem(
                        _wanted.Scope + SettingsTable.InstanceType.Name,
                        $"{SettingsReader.Quoted(_wanted.InstanceType)}, whose processor is {wanted}",
                        $"an instance type whose processor is {processor}, as that of the running bastion, which keeps its image",
                        $"Choose another, or replace the bastion in the same run: {Replace}."
                    ),
                ]).Message
            );
        }
    }
}
