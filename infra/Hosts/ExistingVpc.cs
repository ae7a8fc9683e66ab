using System.Collections.Immutable;
using Infra.Diagnostics;
using Infra.Remote;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Utilities;

namespace Infra.Hosts;

/// <summary>A VPC of somebody else's: it is looked up and checked before anything is made in it, and nothing of it is changed.</summary>
internal sealed class ExistingVpc : IMachineNetwork
{
    private readonly AwsSettings _settings;
    private readonly ExistingVpcSettings _existing;
    private readonly InvokeOptions _options;
    private readonly Output<ExistingVpcCheck> _found;

    /// <summary>Looks it up; what cannot be ends the run with one message.</summary>
    public ExistingVpc(ExistingVpcArgs args, Resource parent)
    {
        _settings = args.Settings;
        _existing = args.Settings.Existing!;
        _options = new InvokeOptions { Parent = parent };
        _found = Output
            .Tuple(args.Possible, args.Offered)
            .Apply(async known =>
            {
                var (vpc, subnets) = await LookUpAsync();
                var check = new ExistingVpcCheck(_settings, vpc, subnets);
                var problems = check.Problems(args.OverlayPool, args.BridgePools, known.Item2).ToArray();
                return problems.Length == 0 ? check : throw new RunException(new InvalidSettingsException(problems).Message);
            })
            .OrNothingMore();
    }

    /// <inheritdoc/>
    public Output<string> VpcId => _found.Apply(_ => _existing.Id);

    /// <inheritdoc/>
    public MachineSubnet SubnetOf(AwsNodeSettings node) => Of(node.Zone);

    /// <inheritdoc/>
    public IReadOnlyList<Resource> RoutesOf(AwsNodeSettings node) => [];

    /// <inheritdoc/>
    public MachineSubnet PublicSubnet => Of(_existing.SubnetIds.Count);

    /// <inheritdoc/>
    public IReadOnlyList<Resource> PublicRoutes => [];

    /// <inheritdoc/>
    public Output<ImmutableArray<string>> LoadBalancerSubnets(bool isInternal)
    {
        var ids = LoadBalancerIds(isInternal);
        return _found.Apply(found =>
            found
                .Subnets.Where(subnet => ids.Contains(subnet.Id))
                // AWS takes one subnet of each zone.
                .DistinctBy(subnet => subnet.Zone.Length == 0 ? subnet.Id : subnet.Zone)
                .Select(subnet => subnet.Id)
                .ToImmutableArray()
        );
    }

    /// <inheritdoc/>
    public string LoadBalancerPlace(bool isInternal) => LoadBalancerIds(isInternal)[0];

    /// <inheritdoc/>
    public Task RejectChangesAsync(IReadOnlyList<MadeMachine> machines, ICollection<Problem> problems)
    {
        new MachineChanges(_settings, machines).RejectLostAddresses(problems);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Says what the subnets must have in a run that makes machines or changes how they are reached, which machines are in none of them, and which the load
    /// balancer does not reach.
    /// </summary>
    /// <param name="machines">The machines of the nodes.</param>
    /// <param name="ways">The ids of what they are reached through: the bastion, or their Elastic IP addresses.</param>
    public async Task<bool> WarnAsync(IReadOnlyList<AwsMachine> machines, IReadOnlyList<Output<string>> ways)
    {
        var subnets = await Task.WhenAll(machines.Select(machine => machine.Instance.SubnetId.KnownAsync()));
        var kept = machines
            .Zip(subnets, (machine, subnet) => (machine.Node.Name, Subnet: subnet))
            .Where(one => !string.IsNullOrEmpty(one.Subnet) && !_existing.SubnetIds.Contains(one.Subnet))
            .ToArray();
        if (kept.Length > 0)
        {
            Log.Warn(
                $"{SettingsTable.SubnetIds.Key} is for new nodes only. Kept in their subnets: {string.Join(", ", kept.Select(one => $"{one.Name} ({one.Subnet})"))}. "
                    + $"To move one, replace it (docs/aws.md): `pulumi up --replace '**Instance::{kept[^1].Name}'`."
            );
        }

        var found = await OutputUtilities.GetValueAsync(_found);
        var zones = await Task.WhenAll(machines.Select(machine => machine.Instance.AvailabilityZone.KnownAsync()));
        var known = machines
            .Zip(zones, (machine, zone) => KeyValuePair.Create(machine.Node.Name, zone ?? ""))
            .Where(one => one.Value.Length > 0)
            .ToDictionary();
        if (found.Unreached(known) is { } unreached)
        {
            Log.Warn(unreached);
        }

        var made = await Task.WhenAll(machines.Select(machine => machine.Instance.Id).Concat(ways).Select(id => id.KnownAsync()));
        if (made.Any(string.IsNullOrEmpty))
        {
            Log.Info(
                $"{_existing.Id} and its subnets stay as they are, and {SettingsTable.VpcCidr.Key} and {SettingsTable.Zones.Key} have no effect. {Needs(_existing)}"
            );
            foreach (var note in found.Notes())
            {
                Log.Info(note);
            }

            foreach (var warning in found.Warnings())
            {
                Log.Warn(warning);
            }
        }

        return true;
    }

    /// <summary>
    /// Compares in a preview, which alone knows what is still to be made, the free addresses of the subnets with what it needs: ends the run where all of it
    /// is to be made, and warns of it where some is, since what is made anew gives addresses back first.
    /// </summary>
    /// <param name="group">The id of the nodes' security group, which is made once.</param>
    /// <param name="machines">The machines of the nodes.</param>
    /// <param name="bastion">The id of the bastion; null: there is none.</param>
    /// <param name="balancer">What AWS calls the load balancer; null: there is none.</param>
    public async Task<bool> CheckRoomAsync(
        Output<string> group,
        IReadOnlyList<AwsMachine> machines,
        Output<string>? bastion,
        Output<string>? balancer
    )
    {
        var found = await OutputUtilities.GetValueAsync(_found);
        if (await IsNewAsync(group))
        {
            var problems = found.NoRoom().ToArray();
            return problems.Length == 0 ? true : throw new RunException(new InvalidSettingsException(problems).Message);
        }

        var added = new HashSet<AwsNodeSettings>();
        foreach (var machine in machines)
        {
            if (await IsNewAsync(machine.Instance.Id))
            {
                added.Add(machine.Node);
            }
        }

        foreach (
            var warning in found.LittleRoom(
                added.Contains,
                bastion is not null && await IsNewAsync(bastion),
                balancer is not null && await IsNewAsync(balancer)
            )
        )
        {
            Log.Warn(warning);
        }

        return true;

        static async Task<bool> IsNewAsync(Output<string> id) => !await OutputUtilities.GetIsKnownAsync(id);
    }

    /// <summary>What its subnets must have, which nobody can look up.</summary>
    internal static string Needs(ExistingVpcSettings existing) =>
        existing.PublicSubnetIds.Count == 0
            ? $"Each of {string.Join(", ", existing.SubnetIds)} must have a route to an internet gateway: the nodes have public addresses, over which they are reached, and over which they reach registries and package repositories."
            : $"Each of {string.Join(", ", existing.SubnetIds)} must have a way to registries and package repositories, such as a NAT gateway; {existing.PublicSubnetIds[0]} must have a route to an internet gateway, since the bastion has a public address there.";

    private IReadOnlyList<string> LoadBalancerIds(bool isInternal) =>
        isInternal || _existing.PublicSubnetIds.Count == 0 ? _existing.SubnetIds : _existing.PublicSubnetIds;

    private MachineSubnet Of(int index) =>
        new(
            _found.Apply(found => found.Subnets[index].Id),
            _found.Apply(found => found.Subnets[index].Zone),
            _found.Apply(found => found.Subnets[index].Range)
        );

    private async Task<(FoundVpc Vpc, ImmutableArray<FoundSubnet> Subnets)> LookUpAsync()
    {
        var vpc = await AskAsync(
            async () =>
            {
                var found = await GetVpc.InvokeAsync(new GetVpcArgs { Id = _existing.Id }, _options);
                return new FoundVpc([
                    .. found.CidrBlockAssociations.Where(one => one.State == "associated").Select(one => Cidr.Parse(one.CidrBlock)),
                ])
                {
                    HasDns = found.EnableDnsSupport,
                };
            },
            why => new FoundVpc([]) { Missing = why }
        );
        var subnets = new List<FoundSubnet>();
        foreach (var id in _existing.SubnetIds.Concat(_existing.PublicSubnetIds))
        {
            subnets.Add(
                await AskAsync(
                    async () =>
                    {
                        var found = await GetSubnet.InvokeAsync(new GetSubnetArgs { Id = id }, _options);
                        return new FoundSubnet(id, found.VpcId, found.AvailabilityZone, found.CidrBlock)
                        {
                            Free = found.AvailableIpAddressCount,
                            AssignsIpv6 = found.AssignIpv6AddressOnCreation,
                        };
                    },
                    why => new FoundSubnet(id, "", "", "") { Missing = why }
                )
            );
        }

        return (vpc, [.. subnets]);
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask, Func<string, T> missing)
    {
        try
        {
            return await ask();
        }
        catch (Exception exception) when (exception is not RunException)
        {
            return missing(exception.Message.Split('\n')[0].TrimEnd('.'));
        }
    }
}

/// <summary>The arguments of <see cref="ExistingVpc"/>.</summary>
internal sealed class ExistingVpcArgs
{
    /// <summary>The machines, and the VPC that they are in.</summary>
    public required AwsSettings Settings { get; init; }

    /// <summary>Where overlay networks take their subnets from.</summary>
    public required Cidr OverlayPool { get; init; }

    /// <summary>The ranges that swarm:daemon gives to bridges.</summary>
    public required IReadOnlyList<Cidr> BridgePools { get; init; }

    /// <summary>Comes when it is known that all machines can be made; otherwise never.</summary>
    public required Output<bool> Possible { get; init; }

    /// <summary>The zones that offer each kind of machine.</summary>
    public required Output<IReadOnlyDictionary<AwsMachineSettings, ImmutableArray<string>>> Offered { get; init; }
}
