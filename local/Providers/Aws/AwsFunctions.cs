using Local.Providers.Contract;

namespace Local.Providers.Aws;

/// <summary>The package's look-ups, answered as they might be in Amazon's cloud.</summary>
internal static class AwsFunctions
{
    private const string ImageDate = "20250814-2204";

    /// <summary>The one image there is: Debian 13. Its name or id is the one asked for.</summary>
    public static PropertyMap GetAmi(string region, PropertyMap arguments)
    {
        var pattern = Filter(arguments, "name") ?? "debian-13-amd64-*";
        var isArm = pattern.Contains("arm64", StringComparison.Ordinal) || Filter(arguments, "architecture") == "arm64";
        var name = pattern.Replace("*", ImageDate, StringComparison.Ordinal);
        var id = Filter(arguments, "image-id") ?? AwsNames.IdOf("ami", name);
        var owner = arguments.Texts("owners").FirstOrDefault() ?? AwsNames.Account;
        return arguments
            .With("architecture", isArm ? "arm64" : "x86_64")
            .With("arn", $"arn:aws:ec2:{region}::image/{id}")
            .With("blockDeviceMappings", PropertyValue.Of([]))
            .With("bootMode", "uefi-preferred")
            .With("creationDate", "2025-08-14T22:05:00.000Z")
            .With("deprecationTime", "2027-08-14T22:05:00.000Z")
            .With("description", "Debian 13, a local virtual machine")
            .With("enaSupport", true)
            .With("hypervisor", "xen")
            .With("id", id)
            .With("imageId", id)
            .With("imageLocation", $"{owner}/{name}")
            .With("imageOwnerAlias", "")
            .With("imageType", "machine")
            .With("imdsSupport", "v2.0")
            .With("kernelId", "")
            .With("lastLaunchedTime", "")
            .With("name", name)
            .With("ownerId", owner)
            .With("platform", "")
            .With("platformDetails", "Linux/UNIX")
            .With("productCodes", PropertyValue.Of([]))
            .With("public", true)
            .With("ramdiskId", "")
            .With("region", region)
            .With("rootDeviceName", "/dev/xvda")
            .With("rootDeviceType", "ebs")
            .With("rootSnapshotId", AwsNames.IdOf("snap", name))
            .With("sriovNetSupport", "simple")
            .With("state", "available")
            .With("stateReason", PropertyMap.Empty)
            .With("tags", PropertyMap.Empty)
            .With("tpmSupport", "")
            .With("usageOperation", "RunInstances")
            .With("virtualizationType", "hvm");
    }

    /// <summary>Three zones, as most regions have.</summary>
    public static PropertyMap GetAvailabilityZones(string region, PropertyMap arguments)
    {
        var names = Zones(region)
            .Except(arguments.Texts("excludeNames"))
            .Where(name => !arguments.Texts("excludeZoneIds").Contains(ZoneId(region, name)))
            .ToArray();
        return arguments
            .With("groupNames", Values([region]))
            .With("id", region)
            .With("names", Values(names))
            .With("region", region)
            .With("zoneIds", Values(names.Select(name => ZoneId(region, name))));

        static PropertyValue Values(IEnumerable<string> texts) => PropertyValue.Of(texts.Select(PropertyValue.Of));
    }

    /// <summary>The zones' names.</summary>
    public static IEnumerable<string> Zones(string region) => new[] { "a", "b", "c" }.Select(letter => region + letter);

    /// <summary>Where a type is offered; nowhere is no error.</summary>
    public static PropertyMap GetInstanceTypeOfferings(string region, PropertyMap arguments)
    {
        if (arguments.Text("locationType") != "availability-zone" || Filter(arguments, "instance-type") is not { } name)
        {
            throw new ProviderException("the local cloud knows offerings of one instance type by availability-zone only");
        }

        var locations = InstanceTypes.Find(name) is null ? [] : Zones(region).ToArray();
        return arguments
            .With("id", region)
            .With("instanceTypes", PropertyValue.Of(locations.Select(_ => PropertyValue.Of(name))))
            .With("locationTypes", PropertyValue.Of(locations.Select(_ => PropertyValue.Of("availability-zone"))))
            .With("locations", PropertyValue.Of(locations.Select(PropertyValue.Of)))
            .With("region", region);
    }

    /// <summary>What a type is.</summary>
    public static PropertyMap GetInstanceType(string region, PropertyMap arguments)
    {
        var name = arguments.Text("instanceType");
        var type = InstanceTypes.Find(name)
            ?? throw new ProviderException($"InvalidInstanceType: The following supplied instance types do not exist: [{name}]");
        return arguments
            .With("bareMetal", type.IsBareMetal)
            .With("defaultVcpus", type.Cpus)
            .With("ebsEncryptionSupport", "supported")
            .With("id", type.Name)
            .With("memorySize", type.MemoryMiB)
            .With("region", region)
            .With("supportedArchitectures", PropertyValue.Of([PropertyValue.Of(type.Architecture)]))
            .With("supportedUsagesClasses", PropertyValue.Of([PropertyValue.Of("on-demand"), PropertyValue.Of("spot")]))
            .With("supportedVirtualizationTypes", PropertyValue.Of([PropertyValue.Of("hvm")]));
    }

    /// <summary>A zone's id, such as <c>euc1-az1</c> for eu-central-1a.</summary>
    public static string ZoneId(string region, string zone)
    {
        var words = region.Split('-');
        return $"{words[0]}{string.Concat(words[1..].Select(word => word[0]))}-az{zone[^1] - 'a' + 1}";
    }

    /// <summary>The first value of a filter; null: there is no such filter.</summary>
    public static string? Filter(PropertyMap arguments, string name) =>
        arguments
            .List("filters")
            .Select(filter => filter.AsMap)
            .FirstOrDefault(filter => filter.Text("name") == name)
            ?.Texts("values")
            .FirstOrDefault();
}
