using Infra.Diagnostics;
using Infra.Remote;
using Infra.Settings;
using Pulumi;

namespace Infra.Hosts;

/// <summary>Compares what is configured with what the machines were made with, as soon as that is known: in a preview already, for machines that run.</summary>
internal sealed class MachineCheck
{
    private readonly OperatorIdentity _key;
    private readonly Dictionary<AwsMachine, Task<bool>> _letsIn;

    /// <summary>Begins to compare; a change that machines cannot have ends the run with one message that names them all.</summary>
    public MachineCheck(
        AwsSettings settings,
        bool keyIsConfigured,
        OperatorIdentity key,
        IMachineNetwork network,
        AwsFirewall firewall,
        IReadOnlyList<AwsMachine> machines
    )
    {
        _key = key;
        var found = machines.ToDictionary(machine => machine, ReadAsync);
        var kindOf = machines.ToDictionary(machine => machine.Node.Name, machine => machine.Node.Machine);
        var publicKey = key.PublicKey.KnownAsync();
        _letsIn = machines.ToDictionary(machine => machine, machine => LetsInAsync(settings, keyIsConfigured, publicKey, found[machine]));
        _ = Output.Create(CheckAsync());

        async Task<bool> CheckAsync()
        {
            var made = (await Task.WhenAll(found.Values)).OfType<MadeMachine>().ToArray();
            var kinds = made.GroupBy(machine => kindOf[machine.Name])
                .Select(group => new MachineChanges(settings, [.. group], group.Key))
                .ToArray();
            var problems = new List<Problem>();
            new MachineChanges(settings, made).RejectKey(await publicKey, keyIsConfigured, problems);
            foreach (var kind in kinds)
            {
                kind.RejectResizing(problems);
                kind.RejectMarket(problems);
            }

            new MachineChanges(settings, made).RejectVpc(await firewall.VpcId.KnownAsync(), await network.VpcId.KnownAsync(), problems);
            await network.RejectChangesAsync(made, problems);
            new MachineChanges(settings, made).RejectKeptAddresses(problems);
            if (problems.Count > 0)
            {
                throw new RunException(new InvalidSettingsException(problems).Message);
            }

            var userData = new Dictionary<string, string?>();
            foreach (var machine in machines)
            {
                userData[machine.Node.Name] = await machine.UserData.KnownAsync();
            }

            foreach (var warning in kinds.SelectMany(kind => kind.Warnings(name => userData[name])))
            {
                Log.Warn(warning);
            }

            return true;
        }
    }

    /// <summary>The private key for a machine that lets it in. For one that does not, it never comes: nothing is tried there before the run ends.</summary>
    public Output<string> KeyFor(AwsMachine machine) =>
        Output.Tuple(_key.PrivateKey, Output.Create(_letsIn[machine])).Apply(known => known.Item1);

    private static async Task<bool> LetsInAsync(AwsSettings settings, bool configured, Task<string?> publicKey, Task<MadeMachine?> made)
    {
        var problems = new List<Problem>();
        if (await made is { } machine)
        {
            new MachineChanges(settings, [machine]).RejectKey(await publicKey, configured, problems);
        }

        if (problems.Count > 0)
        {
            await Refusals.ForEver;
        }

        return true;
    }

    // In a preview nothing is known of a machine that is still to be made, and in a run nothing is told of one that --target leaves out.
    private static async Task<MadeMachine?> ReadAsync(AwsMachine machine)
    {
        var instance = machine.Instance;
        return !string.IsNullOrEmpty(await instance.Id.KnownAsync())
            ? new MadeMachine(
                machine.Node.Name,
                machine.Node.Role,
                await instance.Ami.KnownAsync() ?? "",
                await instance.InstanceType.KnownAsync() ?? "",
                (await instance.RootBlockDevice.KnownAsync())?.VolumeSize,
                await instance.UserData.KnownAsync(),
                await instance.SubnetId.KnownAsync() ?? ""
            )
            {
                IsSpot = await instance.InstanceLifecycle.KnownAsync() == "spot",
            }
            : null;
    }
}
