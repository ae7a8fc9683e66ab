using Infra.Diagnostics;
using Infra.Settings;

namespace Infra.Hosts;

/// <summary>A machine as it was made: what Pulumi's state remembers of it.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Role">The node's role.</param>
/// <param name="Image">The AMI's id.</param>
/// <param name="InstanceType">Its instance type.</param>
/// <param name="DiskGiB">The size of its disk.</param>
/// <param name="UserData">What it was told at its first boot.</param>
/// <param name="Subnet">The subnet's id.</param>
internal sealed record MadeMachine(
    string Name,
    NodeRole Role,
    string Image,
    string InstanceType,
    int? DiskGiB,
    string? UserData,
    string Subnet
)
{
    /// <summary>Whether it is a spot instance.</summary>
    public bool IsSpot { get; init; }
}

/// <summary>A subnet as it was made.</summary>
/// <param name="Id">Its id; null: it is still to be made.</param>
/// <param name="Range">Its range.</param>
/// <param name="Zone">Its availability zone.</param>
/// <param name="IsForPools">Whether nodes of pools are in it.</param>
/// <param name="GivesAddresses">Whether a machine that is made in it gets a public address.</param>
/// <param name="IsPublic">Whether it is beside those of nodes without public addresses.</param>
internal sealed record MadeSubnet(
    string? Id,
    string? Range,
    string? Zone,
    bool IsForPools = false,
    bool GivesAddresses = false,
    bool IsPublic = false
);

/// <summary>
/// What the configuration wants of machines that run already, and what of it they cannot have: they keep what they were made with, and here is said
/// which of that is harmless, and which is refused.
/// </summary>
/// <param name="settings">What is configured.</param>
/// <param name="machines">The machines that are there.</param>
/// <param name="kind">What they are made of; null: what machines outside pools are.</param>
internal sealed class MachineChanges(AwsSettings settings, IReadOnlyList<MadeMachine> machines, AwsMachineSettings? kind = null)
{
    private readonly AwsMachineSettings _kind = kind ?? settings.Machines;

    /// <summary>Reports another key than the one that machines were made with: they would let nobody in.</summary>
    /// <param name="publicKey">The key that opens SSH, as in authorized_keys; null: one that is still to be generated.</param>
    /// <param name="configured">Whether it is one of a file.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public void RejectKey(string? publicKey, bool configured, ICollection<Problem> problems)
    {
        var closed = machines.Where(machine => !LetsIn(machine, publicKey)).ToArray();
        if (closed.Length > 0)
        {
            problems.Add(
                new Problem(
                    "swarm:sshPrivateKeyFile",
                    configured ? $"another key than that of {Names(closed)}" : $"nothing, instead of the key file of {Names(closed)}",
                    "the key that running nodes were created with, since a node reads it at its first boot only",
                    configured
                        ? "Name the file of the old key, or run `pulumi config rm swarm:sshPrivateKeyFile` if the stack had generated it. For another key, `pulumi destroy` and `pulumi up` create all nodes again."
                        : "Name the file of that key. For another key, `pulumi destroy` and `pulumi up` create all nodes again."
                )
            );
        }
    }

    /// <summary>Reports what AWS cannot do, and what stops machines when nobody has said which may stop.</summary>
    public void RejectResizing(ICollection<Problem> problems)
    {
        // A node of another role that has changed its own keeps its larger disk: no program asks AWS to shrink it, unless swarm:resize names the node.
        var roomy = _kind.IsOfPool ? 0 : settings.Kinds.Where(other => !other.IsOfPool).Max(other => other.DiskGiB);
        var largest = machines
            .Where(machine => machine.DiskGiB > roomy || settings.Resize.Contains(machine.Name))
            .Max(machine => machine.DiskGiB)
            ?? 0;
        if (_kind.DiskGiB < largest)
        {
            problems.Add(
                new Problem(
                    $"{_kind.Scope}diskGiB",
                    $"\"{_kind.DiskGiB}\"",
                    $"{largest} or more, the size of the largest disk there is ({Names(machines.Where(machine => machine.DiskGiB == largest))}): AWS cannot shrink a disk",
                    _kind.Set(SettingsTable.DiskGiB, $"{largest}")
                )
            );
        }

        if (_kind.IsSpot && machines.Where(machine => machine.InstanceType != _kind.InstanceType).ToArray() is { Length: > 0 } taken)
        {
            problems.Add(
                new Problem(
                    $"{_kind.Scope}instanceType",
                    $"\"{_kind.InstanceType}\", other than {Types(taken)}",
                    "the instance type of running nodes: AWS cannot stop a spot instance for another",
                    $"Replace {Names(taken)} in the same run: `{ReplaceCommand(taken)}`."
                )
            );
            return;
        }

        if (settings.Resize.Count > 0)
        {
            return;
        }

        if (machines.Where(machine => machine.InstanceType != _kind.InstanceType).ToArray() is { Length: > 0 } others)
        {
            problems.Add(
                new Problem(
                    $"{_kind.Scope}instanceType",
                    $"\"{_kind.InstanceType}\", other than {Types(others)}",
                    "the instance type of running nodes, unless swarm:resize names those that may stop now for another",
                    $"{SettingsTable.Resize.Set(First(others))} One node after another, managers last (docs/aws.md)."
                )
            );
        }

        if (machines.Where(machine => machine.DiskGiB < _kind.DiskGiB).ToArray() is { Length: > 0 } smaller)
        {
            problems.Add(
                new Problem(
                    $"{_kind.Scope}diskGiB",
                    $"\"{_kind.DiskGiB}\", more than now on {Names(smaller)}",
                    "the present size of the disks, unless swarm:resize names the nodes whose disks may grow now",
                    $"{SettingsTable.Resize.Set(string.Join(',', smaller.Select(machine => machine.Name)))} Disks grow while the nodes run."
                )
            );
        }
    }

    /// <summary>Reports machines that are to become spot instances, or to be none any more.</summary>
    public void RejectMarket(ICollection<Problem> problems)
    {
        if (machines.Where(machine => machine.IsSpot != _kind.IsSpot).ToArray() is { Length: > 0 } others)
        {
            problems.Add(
                new Problem(
                    $"{_kind.Scope}{SettingsTable.Pool.Spot.Name}",
                    _kind.IsSpot ? "true" : "false",
                    $"{(_kind.IsSpot ? "false" : "true")}, as when {Names(others)} {(others.Length == 1 ? "was" : "were")} created: a machine stays what it is",
                    $"Replace {(others.Length == 1 ? "it" : "them")} in the same run: `{ReplaceCommand(others)}`."
                )
            );
        }
    }

    /// <summary>Reports another VPC than the one that the machines are in.</summary>
    /// <param name="made">The VPC of the security group of the machines; null: there is none yet.</param>
    /// <param name="wanted">The VPC that is configured; null: one that is still to be made.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public void RejectVpc(string? made, string? wanted, ICollection<Problem> problems)
    {
        if (!string.IsNullOrEmpty(made) && made != wanted)
        {
            problems.Add(
                new Problem(
                    SettingsTable.VpcId.Key,
                    settings.Existing is { } existing ? SettingsReader.Quoted(existing.Id) : "nothing",
                    $"the VPC in which the nodes are, {made}",
                    "Put the old value back: machines cannot move to another VPC. For another one, `pulumi destroy` comes first."
                )
            );
        }
    }

    /// <summary>Reports machines that would have no public address any more, or no way out, in subnets that somebody else has made.</summary>
    public void RejectLostAddresses(ICollection<Problem> problems)
    {
        if (
            settings is { Bastion: not null, Existing: { } existing }
            && machines.Where(machine => !existing.SubnetIds.Contains(machine.Subnet)).ToArray() is { Length: > 0 } outside
        )
        {
            problems.Add(
                new Problem(
                    SettingsTable.SubnetIds.Key,
                    SettingsReader.Quoted(string.Join(',', existing.SubnetIds)),
                    $"subnets among which are {string.Join(" and ", outside.Select(machine => machine.Subnet).Distinct())}, where {Names(outside)} {(outside.Length == 1 ? "is" : "are")}: "
                        + $"beside {SettingsTable.PublicAddresses.Key} bastion, a node stays in its subnet and has no public address",
                    $"Name them too, each with a way out such as a NAT gateway, or replace {Names(outside)} in the same run: `{ReplaceCommand(outside)}`."
                )
            );
        }

        if (
            !settings.ElasticAddresses
            && machines.Where(machine => RecordedUserData(machine) is not { } told || !CloudInit.HasSubnetAddress(told)).ToArray()
                is { Length: > 0 } lost
        )
        {
            problems.Add(
                new Problem(
                    SettingsTable.ElasticAddresses.Key,
                    "\"false\"",
                    $"true, since {Names(lost)} would have no public address",
                    $"{SettingsTable.ElasticAddresses.Set("true")} For false, `pulumi destroy` and `pulumi up` create the nodes again."
                )
            );
        }
    }

    /// <summary>Reports machines that are to have no public address and cannot lose theirs, as far as nothing has been said of it.</summary>
    public void RejectKeptAddresses(ICollection<Problem> problems)
    {
        var setting = SettingsTable.PublicAddresses;
        if (
            settings.Bastion is not null
            && problems.All(problem => problem.Where != setting.Key)
            && machines.Where(machine => RecordedUserData(machine) is { } told && CloudInit.HasSubnetAddress(told)).ToArray()
                is { Length: > 0 } kept
        )
        {
            problems.Add(
                new Problem(
                    setting.Key,
                    "\"bastion\"",
                    $"all, since {Names(kept)} {(kept.Length == 1 ? "was" : "were")} created with {SettingsTable.ElasticAddresses.Key} false, and AWS gives a machine that was created with a public address of its subnet another one when it loses its Elastic IP address",
                    $"Run `pulumi config rm {setting.Key}`. For nodes without public addresses, set {SettingsTable.ElasticAddresses.Key} to true and replace these nodes one after another first, managers last (docs/aws.md): `{ReplaceCommand(First(kept))}`."
                )
            );
        }
    }

    /// <summary>Reports a network that is not the one that the machines are in.</summary>
    public void RejectNetwork(string? vpc, IReadOnlyList<MadeSubnet> subnets, ICollection<Problem> problems)
    {
        if (vpc is not null && vpc != settings.Vpc.ToString())
        {
            problems.Add(
                new Problem(
                    "swarm:vpcCidr",
                    $"\"{settings.Vpc}\"",
                    $"{vpc}, the range of the existing network",
                    $"{SettingsTable.VpcCidr.Set(vpc)} For another range, `pulumi destroy` comes first."
                )
            );
        }

        if (!settings.ElasticAddresses && subnets.Any(subnet => subnet.Id is not null && !subnet.GivesAddresses))
        {
            problems.Add(
                new Problem(
                    SettingsTable.ElasticAddresses.Key,
                    "\"false\"",
                    "true, since the network was created with it: its machines have no other public address",
                    $"{SettingsTable.ElasticAddresses.Set("true")} For false, `pulumi destroy` and `pulumi up` create the network again."
                )
            );
        }

        if (settings.Bastion is not null && subnets.Any(subnet => subnet is { Id: not null, GivesAddresses: true }))
        {
            problems.Add(
                new Problem(
                    SettingsTable.PublicAddresses.Key,
                    "\"bastion\"",
                    $"all, since the network was created with {SettingsTable.ElasticAddresses.Key} false, and AWS cannot take such an address away from a machine",
                    $"Run `pulumi config rm {SettingsTable.PublicAddresses.Key}` and {SettingsTable.ElasticAddresses.Set("false")["Run ".Length..]} For nodes without public addresses, `pulumi destroy` and `pulumi up` create the network again."
                )
            );
        }

        var named = settings.ZoneNames.Count > 0;
        var setting = named ? "swarm:zoneNames" : "swarm:zones";
        var received = $"\"{(named ? string.Join(',', settings.ZoneNames) : settings.Subnets.Count)}\"";
        var ranges = subnets
            .Where(subnet => subnet.Range is not null)
            .Select(subnet => (subnet.Id, Range: Cidr.Parse(subnet.Range!), subnet.IsForPools, subnet.IsPublic))
            .ToArray();
        foreach (
            var (old, added) in from old in ranges
            from added in ranges
            where old.Id is not null && added.Id is null && old.Range.Overlaps(added.Range)
            select (old.Range, added)
        )
        {
            problems.Add(
                added.IsPublic
                    ? new Problem(
                        SettingsTable.PublicAddresses.Key,
                        "\"bastion\"",
                        $"all, since a subnet of this stack has {old}, where a public one beside those of the nodes would have {added.Range}",
                        $"Run `pulumi config rm {SettingsTable.PublicAddresses.Key}`. For nodes without public addresses, `pulumi destroy` and `pulumi up` create the network again."
                    )
                : added.IsForPools && !settings.AwsNodes.Any(node => node.IsOfPool)
                    ? new Problem(
                        SettingsTable.LoadBalancer.Key,
                        "a load balancer",
                        $"none, since a subnet of this stack has {old}, where one for the load balancer would have {added.Range}",
                        $"Run `pulumi config rm {SettingsTable.LoadBalancer.Key}`. For a load balancer, `pulumi destroy` and `pulumi up` create the network again."
                    )
                : added.IsForPools
                    ? new Problem(
                        SettingsTable.Pools.Key,
                        "pools",
                        $"no pools, since a subnet of this stack has {old}, where one of theirs would have {added.Range}",
                        "Remove them. For pools, `pulumi destroy` and `pulumi up` create the network again."
                    )
                : new Problem(
                    setting,
                    received,
                    $"as many zones as before, since a subnet of this stack has {old}, where another would have {added.Range}",
                    "Put the old number back. For more zones, `pulumi destroy` and `pulumi up` create the network again."
                )
            );
        }

        var kept = subnets.Select(subnet => subnet.Id).ToHashSet();
        if (machines.Where(machine => !kept.Contains(machine.Subnet)).ToArray() is { Length: > 0 } homeless)
        {
            problems.Add(
                new Problem(
                    setting,
                    received,
                    $"all the zones in which nodes run, those of {Names(homeless)} too",
                    $"Put the old zones back, or replace {First(homeless)} in the same run: `{ReplaceCommand(First(homeless))}`."
                )
            );
        }

        if (
            named
            && subnets
                .Where(subnet => subnet is { Id: not null, Zone: not null } && !settings.ZoneNames.Contains(subnet.Zone))
                .Select(subnet => subnet.Zone!)
                .ToArray()
                is { Length: > 0 } moved
        )
        {
            problems.Add(
                new Problem(
                    setting,
                    received,
                    $"zones among which are {string.Join(", ", moved)}, since a subnet of this stack is there and cannot move",
                    "Name them too."
                )
            );
        }
    }

    /// <summary>What is harmless, but does not happen by itself.</summary>
    /// <param name="userData">The user data that a node would get today, by its name; null: not known yet.</param>
    public IEnumerable<string> Warnings(Func<string, string?> userData)
    {
        if (_kind.Image is not null && machines.Where(machine => machine.Image != _kind.Image).ToArray() is { Length: > 0 } old)
        {
            yield return $"{_kind.Scope}image {_kind.Image} is for new nodes only. Kept as before: {Names(old)} ({string.Join(", ", old.Select(machine => machine.Image).Distinct())}). {HowToRenew(old)}";
        }

        if (
            machines
                .Where(machine =>
                    RecordedUserData(machine) is { } then
                    && userData(machine.Name) is { } today
                    && CloudInit.WithoutNote(today) != CloudInit.WithoutNote(then)
                )
                .ToArray() is
            { Length: > 0 } told
        )
        {
            yield return $"User data is read at a node's first boot only. These nodes were created with user data other than what a new node would get: {Names(told)}. {HowToRenew(told)}";
        }

        if (
            settings.Resize.Count > 0
            && machines
                .Where(machine =>
                    !settings.Resize.Contains(machine.Name)
                    && (machine.InstanceType != _kind.InstanceType || machine.DiskGiB < _kind.DiskGiB)
                )
                .ToArray()
                is { Length: > 0 } waiting
        )
        {
            yield return $"Left as before, since swarm:resize does not name it: {Names(waiting)}.";
        }
    }

    private static bool LetsIn(MadeMachine machine, string? publicKey) =>
        RecordedUserData(machine) is not { } told
        || (publicKey is not null && told.Contains(publicKey.Split(' ')[1], StringComparison.Ordinal));

    // What is recorded in another form, as a hash, tells nothing.
    private static string? RecordedUserData(MadeMachine machine) =>
        machine.UserData is { } told && CloudInit.IsReadable(told) ? told : null;

    private static string HowToRenew(IReadOnlyList<MadeMachine> found) =>
        $"To use it, replace the nodes one after another, managers last (docs/aws.md): `{ReplaceCommand(First(found))}`.";

    private static string ReplaceCommand(IEnumerable<MadeMachine> found) =>
        $"pulumi up {string.Join(' ', found.Select(machine => $"--replace '**Instance::{machine.Name}'"))}";

    private static string ReplaceCommand(string node) => $"pulumi up --replace '**Instance::{node}'";

    // Workers first.
    private static string First(IReadOnlyList<MadeMachine> found) =>
        (found.FirstOrDefault(machine => machine.Role == NodeRole.Worker) ?? found[0]).Name;

    private static string Types(IEnumerable<MadeMachine> found) =>
        string.Join(" and ", found.GroupBy(machine => machine.InstanceType).Select(group => $"the {group.Key} of {Names(group)}"));

    private static string Names(IEnumerable<MadeMachine> found)
    {
        var names = found.Select(machine => machine.Name).ToArray();
        return names.Length switch
        {
            1 => names[0],
            > 10 => $"{names[0]} and {names.Length - 1} other nodes",
            _ => $"{string.Join(", ", names[..^1])} and {names[^1]}",
        };
    }
}
