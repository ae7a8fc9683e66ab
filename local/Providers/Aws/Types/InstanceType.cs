using System.Net;
using System.Net.Sockets;
using Local.Machines;
using Local.Providers.Contract;

namespace Local.Providers.Aws.Types;

/// <summary>A virtual machine. Instance type, disk, market and metadata options are recorded only: every machine here has the same size, or less memory where its type has less.</summary>
internal sealed class InstanceType : AwsType
{
    public override string Token => Tokens.Instance;

    public override IReadOnlySet<string> Inputs { get; } =
        new HashSet<string>
        {
            "ami",
            "associatePublicIpAddress",
            "availabilityZone",
            "creditSpecification",
            "disableApiTermination",
            "ebsOptimized",
            "getPasswordData",
            "iamInstanceProfile",
            "instanceInitiatedShutdownBehavior",
            "instanceMarketOptions",
            "instanceType",
            "keyName",
            "maintenanceOptions",
            "metadataOptions",
            "monitoring",
            "privateIp",
            "region",
            "rootBlockDevice",
            "sourceDestCheck",
            "subnetId",
            "tags",
            "userData",
            "userDataBase64",
            "userDataReplaceOnChange",
            "volumeTags",
            "vpcSecurityGroupIds",
        };

    public override IReadOnlySet<string> Required { get; } = new HashSet<string> { "ami", "instanceType", "subnetId" };

    public override IReadOnlySet<string> Replacing { get; } =
        new HashSet<string>
        {
            "ami",
            "associatePublicIpAddress",
            "availabilityZone",
            "ebsOptimized",
            "instanceMarketOptions",
            "keyName",
            "privateIp",
            "region",
            "subnetId",
        };

    public override IReadOnlyDictionary<string, PropertyValue> Defaults { get; } =
        new Dictionary<string, PropertyValue>
        {
            ["getPasswordData"] = false,
            ["sourceDestCheck"] = true,
            ["userDataReplaceOnChange"] = false,
        };

    public override bool ConcernsNetwork => true;

    public override bool Replaces(string input, PropertyMap newInputs) =>
        base.Replaces(input, newInputs)
        || (input is "userData" or "userDataBase64" && newInputs["userDataReplaceOnChange"] is { Kind: PropertyKind.Bool, AsBool: true });

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (
            inputs["privateIp"] is { Kind: PropertyKind.String } address
            && !(IPAddress.TryParse(address.AsString, out var parsed) && parsed.AddressFamily == AddressFamily.InterNetwork)
        )
        {
            yield return new("privateIp", $"privateIp is '{address}'; allowed is an IPv4 address");
        }

        if (inputs["userData"].Kind != PropertyKind.Null && inputs["userDataBase64"].Kind != PropertyKind.Null)
        {
            yield return new("userDataBase64", "userData and userDataBase64 are both set; set one of them");
        }

        if (
            inputs["userDataBase64"] is { Kind: PropertyKind.String } base64
            && !Convert.TryFromBase64String(base64.AsString, new byte[base64.AsString.Length], out _)
        )
        {
            yield return new("userDataBase64", "userDataBase64 is not in base64; use userData for plain text");
        }

        // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
        const int Most = 16 * 1024;
        if (
            inputs["userData"] is { Kind: PropertyKind.String } text
            && System.Text.Encoding.UTF8.GetByteCount(text.AsString) is > Most and var bytes
        )
        {
            yield return new("userData", $"userData has {bytes} bytes; allowed are at most {Most}");
        }
    }

    public override string NewId(PropertyMap inputs) => AwsNames.NewId("i");

    public override PropertyMap Describe(AwsScene scene, string id, PropertyMap inputs, CloudRecord? old)
    {
        var subnet = scene.Need(Tokens.Subnet, inputs.Text("subnetId"), Tokens.NoSubnet);
        var vpcId = subnet.Outputs.Text("vpcId");
        foreach (var group in inputs.Texts("vpcSecurityGroupIds").Select(group => scene.Need(Tokens.SecurityGroup, group, Tokens.NoGroup)))
        {
            if (group.Outputs.Text("vpcId") != vpcId)
            {
                throw new ProviderException(
                    $"InvalidParameter: Security group {group.Id} and subnet {subnet.Id} belong to different networks."
                );
            }
        }

        if (inputs.Text("keyName") is { } key)
        {
            scene.Need(Tokens.KeyPair, key, Tokens.NoKeyPair);
        }

        if (inputs.Text("iamInstanceProfile") is { } profile)
        {
            scene.Need(Tokens.InstanceProfile, profile, Tokens.NoProfile);
        }

        var zone = subnet.Outputs.Text("availabilityZone")!;
        if (inputs.Text("availabilityZone") is { } wish && wish != zone)
        {
            throw new ProviderException(
                $"InvalidParameterValue: The availability zone '{wish}' is not that of the subnet '{subnet.Id}' ({zone})."
            );
        }

        InstanceTypes.Need(inputs.Text("instanceType")!);
        if (Size(old?.Outputs) is { } had && Size(inputs) < had)
        {
            throw new ProviderException("InvalidParameterValue: New size cannot be smaller than existing size");
        }

        var privateIp = old?.Outputs.Text("privateIp") ?? PrivateAddress(scene, subnet, inputs.Text("privateIp")).ToString();
        return inputs
            .Without("userData")
            .Without("userDataBase64")
            .With("arn", scene.Arn($"instance/{id}"))
            .With("availabilityZone", zone)
            .With("privateIp", privateIp)
            .With("privateDns", $"ip-{privateIp.Replace('.', '-')}.{scene.Region}.compute.internal")
            .With("primaryNetworkInterfaceId", AwsNames.IdOf("eni", id))
            .With("instanceState", "running")
            .With("instanceLifecycle", inputs.Map("instanceMarketOptions")?.Text("marketType") ?? "")
            .With("vpcId", vpcId!)
            .With("publicIp", PublicAddress(scene, subnet, inputs, privateIp, old));
    }

    public override string? InUse(AwsScene scene, CloudRecord record) =>
        record.Outputs.Flag("disableApiTermination") == true
            ? $"OperationNotPermitted: The instance '{record.Id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again."
            : null;

    public override bool IsMadeAtOnce => false;

    public override Task PrepareAsync(Instances instances, ResourceOperation operation, CancellationToken cancellation) =>
        instances.ClearDeadAsync(operation.Resource.Urn, cancellation);

    public override Task<CloudRecord> CompleteAsync(
        Instances instances,
        CloudRecord record,
        PropertyMap inputs,
        ResourceOperation operation,
        CancellationToken cancellation
    ) => instances.LaunchAsync(record, inputs, operation, cancellation);

    public override Task<bool> AdoptAsync(
        Instances instances,
        CloudRecord record,
        ResourceOperation operation,
        CancellationToken cancellation
    ) => instances.AdoptAsync(record, operation, cancellation);

    public override PropertyMap? Observe(LocalCloud cloud, string id, PropertyMap outputs) =>
        cloud.Find(id) switch
        {
            null => null,
            { IsRunning: false } => outputs.With("instanceState", "stopped"),
            _ => outputs,
        };

    public override PropertyMap Complete(CloudStore store, CloudRecord record, PropertyMap outputs)
    {
        var publicIp = PublicAddresses.Of(store, record) ?? "";
        // No name server knows it, so the address is the only name that can be used.
        var complete = outputs.With("publicIp", publicIp).With("publicDns", publicIp);
        return new[] { "userData", "userDataBase64" }
            .Where(complete.ContainsKey)
            .Aggregate(complete, (map, key) => map.With(key, map[key].ToSecret()));
    }

    public override string? RemarkOnUpdate(string id, PropertyMap oldInputs, PropertyMap newInputs) =>
        oldInputs["userData"].Equals(newInputs["userData"])
            ? null
            : $"{id}: user data is read at the first boot only; the new user data has no effect on the running machine.";

    public override Task RemoveAsync(
        Instances instances,
        CloudStore store,
        string id,
        ResourceOperation operation,
        CancellationToken cancellation
    )
    {
        operation.Status("terminating the virtual machine");
        return instances.RemoveAsync(id, cancellation);
    }

    /// <summary>Instances whose machine is gone hold no address any more: Amazon would call them terminated.</summary>
    public static IEnumerable<CloudRecord> Living(AwsScene scene) =>
        scene.Store.All(Tokens.Instance).Where(instance => !instance.IsComplete || scene.Cloud.Find(instance.Id) is { IsRunning: true });

    private static int? Size(PropertyMap? properties) => properties?.Map("rootBlockDevice")?.Whole("volumeSize");

    private static IPAddress PrivateAddress(AwsScene scene, CloudRecord subnet, string? wish)
    {
        var range = Ranges.Parse(subnet.Outputs.Text("cidrBlock"))!.Value;
        var taken = Living(scene)
            .Where(instance => instance.Outputs.Text("vpcId") == subnet.Outputs.Text("vpcId"))
            .Select(instance => IPAddress.Parse(instance.Outputs.Text("privateIp")!))
            .ToHashSet();
        if (wish is null)
        {
            return Ranges.Usable(range).FirstOrDefault(address => !taken.Contains(address))
                ?? throw new ProviderException(
                    $"InsufficientFreeAddressesInSubnet: There are not enough free addresses in subnet '{subnet.Id}' to satisfy the requested number of instances."
                );
        }

        var address = IPAddress.Parse(wish);
        if (!range.Contains(address))
        {
            throw new ProviderException(
                $"InvalidParameterValue: Address {address} does not fall within the subnet's address range ({range})"
            );
        }

        if (!Ranges.IsUsable(range, address))
        {
            throw new ProviderException($"InvalidParameterValue: Address {address} is in subnet's reserved address range");
        }

        return taken.Contains(address) ? throw new ProviderException($"InvalidIPAddress.InUse: Address {address} is in use.") : address;
    }

    // One that is not elastic goes when the machine stops, as it does for another type, and another comes when it starts.
    private static PropertyValue PublicAddress(AwsScene scene, CloudRecord subnet, PropertyMap inputs, string privateIp, CloudRecord? old)
    {
        var has = old is null
            ? inputs.Flag("associatePublicIpAddress") ?? subnet.Outputs.Flag("mapPublicIpOnLaunch") ?? false
            : old.Outputs.Text("publicIp") is { Length: > 0 };
        var stays = old is not null && old.Outputs.Text("instanceType") == inputs.Text("instanceType");
        return !has ? ""
            : stays ? old!.Outputs["publicIp"]
            : PublicAddresses.Choose(scene, privateIp).ToString();
    }
}
