using Local.Providers.Contract;

namespace Local.Providers.Aws.Types;

/// <summary>A public address that stays: here one of the loopback device.</summary>
internal sealed class EipType : AwsType
{
    public override string Token => Tokens.Eip;

    public override IReadOnlySet<string> Inputs { get; } =
        new HashSet<string> { "associateWithPrivateIp", "domain", "instance", "region", "tags" };

    public override IReadOnlySet<string> Replacing { get; } = new HashSet<string> { "domain", "region" };

    public override bool ConcernsNetwork => true;

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs["domain"] is { Kind: PropertyKind.String } domain && domain.AsString != "vpc")
        {
            yield return new("domain", $"domain is '{domain}'; allowed is vpc");
        }
    }

    public override string NewId(PropertyMap inputs) => AwsNames.NewId("eipalloc");

    public override string? InUse(AwsScene scene, CloudRecord record) =>
        scene.Store.All(Tokens.NatGateway).Any(nat => nat.Outputs.Text("allocationId") == record.Id)
            ? $"AuthFailure: You do not have permission to access the specified resource {record.Id}."
            : null;

    public override PropertyMap Describe(AwsScene scene, string id, PropertyMap inputs, CloudRecord? old)
    {
        var instance = inputs.Text("instance") is { Length: > 0 } wanted ? scene.Need(Tokens.Instance, wanted, Tokens.NoInstance) : null;
        var address = old?.Outputs.Text("publicIp") ?? PublicAddresses.Choose(scene, instance?.Outputs.Text("privateIp")).ToString();
        var outputs = inputs
            .With("allocationId", id)
            .With("arn", scene.Arn($"elastic-ip/{id}"))
            .With("domain", "vpc")
            .With("publicIp", address)
            // No name server knows it, so the address is the only name that can be used.
            .With("publicDns", address);
        return instance is null
            ? outputs.With("instance", "").With("associationId", "").With("networkInterface", "").With("privateIp", "")
            : outputs
                .With("associationId", AwsNames.IdOf("eipassoc", id + instance.Id))
                .With("networkInterface", instance.Outputs["primaryNetworkInterfaceId"])
                .With("privateIp", instance.Outputs["privateIp"])
                .With("privateDns", instance.Outputs["privateDns"]);
    }
}

/// <summary>Gives an instance an address that was allocated on its own.</summary>
internal sealed class EipAssociationType : AwsType
{
    public override string Token => Tokens.EipAssociation;

    public override IReadOnlySet<string> Inputs { get; } =
        new HashSet<string> { "allocationId", "allowReassociation", "instanceId", "region" };

    public override IReadOnlySet<string> Required { get; } = new HashSet<string> { "allocationId", "instanceId" };

    public override IReadOnlySet<string> Replacing => Inputs;

    public override bool ConcernsNetwork => true;

    public override string NewId(PropertyMap inputs) => AwsNames.NewId("eipassoc");

    public override PropertyMap Describe(AwsScene scene, string id, PropertyMap inputs, CloudRecord? old)
    {
        var eip = scene.Need(Tokens.Eip, inputs.Text("allocationId"), Tokens.NoAddress);
        var instance = scene.Need(Tokens.Instance, inputs.Text("instanceId"), Tokens.NoInstance);
        return inputs
            .With("publicIp", eip.Outputs["publicIp"])
            .With("privateIpAddress", instance.Outputs["privateIp"])
            .With("networkInterfaceId", instance.Outputs["primaryNetworkInterfaceId"]);
    }
}
