using System.Collections.Immutable;
using Infra.Diagnostics;
using Infra.Placement;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Ec2.Inputs;
using Pulumi.Aws.Inputs;

namespace Infra.Hosts;

/// <summary>What AWS says of an instance type, asked in a preview already: what does not fit is told before anything is made.</summary>
internal sealed class InstanceTypeOffer
{
    /// <summary>Asks.</summary>
    /// <param name="settings">The machines that are to have the type.</param>
    /// <param name="anyZone">Whether its zones are chosen already, so that Local Zones are among them.</param>
    /// <param name="parent">Whose provider is asked.</param>
    public InstanceTypeOffer(AwsMachineSettings settings, bool anyZone, Resource parent)
    {
        Settings = settings;
        var options = new InvokeOptions { Parent = parent };
        var offers = GetInstanceTypeOfferings.Invoke(
            new GetInstanceTypeOfferingsInvokeArgs
            {
                LocationType = "availability-zone",
                Filters =
                {
                    new GetInstanceTypeOfferingsFilterInputArgs { Name = "instance-type", Values = { settings.InstanceType } },
                },
            },
            options
        );
        Zones = (
            anyZone
                ? offers.Apply(found => Offered(settings, found.Locations, []))
                : Output.Tuple(OwnZones(options), offers).Apply(found => Choose(settings, found.Item1, found.Item2.Locations))
        ).OrNothingMore();
        // An unknown type is an error of AWS's own there, so it is asked about only when some zone offers it.
        var type = GetInstanceType.Invoke(
            new GetInstanceTypeInvokeArgs { InstanceType = Zones.Apply(_ => settings.InstanceType) },
            options
        );
        Machine = type.Apply(found =>
            {
                var architecture = Check(
                    settings,
                    found.BareMetal,
                    found.EbsEncryptionSupport,
                    found.SupportedArchitectures,
                    found.SupportedVirtualizationTypes,
                    found.SupportedUsagesClasses
                );
                return new MachineType(
                    settings.InstanceType,
                    architecture == "amd64" ? "x86_64" : "aarch64",
                    found.MemorySize * (1L << 20),
                    found.DefaultVcpus
                );
            })
            .OrNothingMore();
        var architecture = Machine.Apply(machine => machine.Architecture == "x86_64" ? "amd64" : "arm64");
        Architecture = (
            settings.Image is { } image ? architecture.Apply(known => FittingAsync(settings, known, image, options)) : architecture
        ).OrNothingMore();
    }

    /// <summary>A processor as images and instance types name it: Debian calls it otherwise.</summary>
    public static string ProcessorOf(string architecture) => architecture == "amd64" ? "x86_64" : architecture;

    /// <summary>The machines that are to have the type.</summary>
    public AwsMachineSettings Settings { get; }

    /// <summary>The zones to choose from, best first, or all where they are chosen already: they offer the instance type.</summary>
    public Output<ImmutableArray<string>> Zones { get; }

    /// <summary>What a machine of the type is like.</summary>
    public Output<MachineType> Machine { get; }

    /// <summary>Its processor as Debian calls it: amd64 or arm64.</summary>
    public Output<string> Architecture { get; }

    /// <summary>The zones that offer every one of some instance types, best first.</summary>
    public static Output<ImmutableArray<string>> ZonesOfAll(IReadOnlyList<InstanceTypeOffer> offers) =>
        Output
            .All(offers.Select(offer => offer.Zones))
            .Apply(zones =>
            {
                var common = zones[0].Where(zone => zones.All(others => others.Contains(zone))).ToImmutableArray();
                return common.IsEmpty
                    ? throw Refused(
                        $"{offers[^1].Settings.Scope}instanceType",
                        SettingsReader.Quoted(offers[^1].Settings.InstanceType),
                        $"instance types that one zone offers together ({string.Join("; ", offers.Zip(zones, (offer, found) => $"{offer.Settings.InstanceType}: {string.Join(", ", found)}"))})",
                        "Choose another."
                    )
                    : common;
            })
            .OrNothingMore();

    private static Output<ImmutableArray<string>> OwnZones(InvokeOptions options) =>
        GetAvailabilityZones
            .Invoke(
                new GetAvailabilityZonesInvokeArgs
                {
                    State = "available",
                    // Local Zones that the account has opted into are in the list too, before the region's own.
                    Filters =
                    {
                        new GetAvailabilityZonesFilterInputArgs { Name = "opt-in-status", Values = { "opt-in-not-required" } },
                    },
                },
                options
            )
            .Apply(found => found.Names);

    private static ImmutableArray<string> Offered(
        AwsMachineSettings settings,
        ImmutableArray<string> usable,
        ImmutableArray<string> available
    ) =>
        usable.IsEmpty
            ? throw Refused(
                $"{settings.Scope}instanceType",
                SettingsReader.Quoted(settings.InstanceType),
                $"an instance type that this region offers{(available.IsEmpty ? "" : $" ({string.Join(", ", available)} have none of this one)")}",
                $"`aws ec2 describe-instance-type-offerings` lists them; the default is {SettingsTable.InstanceType.Default}."
            )
            : usable;

    private static ImmutableArray<string> Choose(
        AwsMachineSettings settings,
        ImmutableArray<string> available,
        ImmutableArray<string> offering
    )
    {
        var usable = Offered(settings, [.. available.Where(offering.Contains)], available);
        // What is named need not be available at this hour: nodes that run there go on.
        var none = settings.ZoneNames.Except(offering).ToArray();
        return none.Length > 0
                ? throw Refused(
                    settings.Scope + (settings.IsOfPool ? "zones" : "zoneNames"),
                    SettingsReader.Quoted(string.Join(',', none)),
                    $"zones that offer {settings.InstanceType}: {string.Join(", ", usable)}",
                    settings.IsOfPool ? "Name others." : "Name others, or run `pulumi config rm swarm:zoneNames`."
                )
            : settings.ZoneNames.Count > 0 ? [.. settings.ZoneNames]
            : usable;
    }

    private static string Check(
        AwsMachineSettings settings,
        bool bareMetal,
        string encryption,
        ImmutableArray<string> architectures,
        ImmutableArray<string> virtualization,
        ImmutableArray<string> usage
    )
    {
        var (why, fits) = (architectures.Contains("x86_64"), architectures.Contains("arm64")) switch
        {
            (false, false) => ($"whose architecture is {string.Join(" or ", architectures)}", ""),
            _ when bareMetal => ("a bare-metal machine, which takes a long time to start and stop", ""),
            _ when !virtualization.Contains("hvm") => ($"whose virtualization is {string.Join(" or ", virtualization)}", ""),
            _ when encryption != "supported" => ("which has no encrypted disks", ""),
            _ when !usage.Contains(settings.IsSpot ? "spot" : "on-demand") => (
                $"which is offered as {string.Join(" or ", usage)} only",
                ""
            ),
            (var intel, _) => ((string?)null, intel ? "amd64" : "arm64"),
        };
        return why is null
            ? fits
            : throw Refused(
                $"{settings.Scope}instanceType",
                $"{SettingsReader.Quoted(settings.InstanceType)}, {why}",
                $"a virtual machine (hvm) {(settings.IsSpot ? "as a spot instance" : "on demand")}, x86_64 or arm64, with encrypted disks",
                settings.Set(SettingsTable.InstanceType, SettingsTable.InstanceType.Default!)
            );
    }

    private static async Task<string> FittingAsync(AwsMachineSettings settings, string architecture, string image, InvokeOptions options)
    {
        GetAmiResult found;
        try
        {
            found = await GetAmi.InvokeAsync(
                new GetAmiArgs
                {
                    IncludeDeprecated = true,
                    Filters =
                    {
                        new GetAmiFilterArgs { Name = "image-id", Values = { image } },
                    },
                },
                options
            );
        }
        catch (Exception exception) when (exception is not RunException)
        {
            // Nodes that were made from it go on when it is withdrawn.
            Log.Warn(
                $"{settings.Scope}image {image} cannot be looked up in this region, so no new node can be created from it: {exception.Message.Split('\n')[0]}"
            );
            return architecture;
        }

        var processor = ProcessorOf(architecture);
        return found.Architecture == processor
            ? architecture
            : throw Refused(
                $"{settings.Scope}image",
                $"{SettingsReader.Quoted(image)}, an image for {found.Architecture}",
                $"an image for {processor}, the processor of {settings.InstanceType}",
                "Choose another image, or an instance type with that processor."
            );
    }

    private static RunException Refused(string where, string received, string allowed, string fix) =>
        new(new InvalidSettingsException([new Problem(where, received, allowed, fix)]).Message);
}
