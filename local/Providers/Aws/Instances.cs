using System.Net;
using System.Text;
using Local.Machines;
using Local.Machines.Computer;
using Local.Providers.Aws.Types;
using Local.Providers.Contract;

namespace Local.Providers.Aws;

/// <summary>The virtual machines behind instances.</summary>
internal sealed class Instances(LocalCloud cloud, CloudStore store)
{
    /// <summary>Launches the machine of a record; what was begun is cleared when it fails.</summary>
    public async Task<CloudRecord> LaunchAsync(
        CloudRecord record,
        PropertyMap inputs,
        ResourceOperation operation,
        CancellationToken cancellation
    )
    {
        try
        {
            var vpc = store.Find(Tokens.Vpc, record.Outputs.Text("vpcId"))!;
            var privateIp = record.Outputs.Text("privateIp")!;
            var spec = new MachineSpec
            {
                Id = record.Id,
                Owner = record.Owner,
                Network = vpc.Id,
                HostName = "ip-" + privateIp.Replace('.', '-'),
                PrivateAddress = IPAddress.Parse(privateIp),
                PrefixLength = Ranges.Parse(vpc.Outputs.Text("cidrBlock"))!.Value.PrefixLength,
                MemoryMiB = Math.Min(
                    MachineSpec.DefaultMemoryMiB,
                    InstanceTypes.Find(inputs.Text("instanceType"))?.MemoryMiB ?? MachineSpec.DefaultMemoryMiB
                ),
                UserData = inputs.Text("userData")
                    ?? (inputs.Text("userDataBase64") is { } base64 ? Encoding.UTF8.GetString(Convert.FromBase64String(base64)) : null),
                AuthorizedKey = store.Find(Tokens.KeyPair, inputs.Text("keyName"))?.Outputs.Text("publicKey"),
            };
            await cloud.LaunchAsync(spec, SecurityGroups.NetworkOf(store, record), ProgressOf(operation), cancellation);
            var launched = record with { IsComplete = true };
            store.Write(launched);
            return launched;
        }
        catch (MachineException failed)
        {
            // The machine is gone already.
            store.Remove(record.Id);
            throw new ProviderException(failed.Message, failed);
        }
        catch
        {
            store.Remove(record.Id);
            throw;
        }
    }

    /// <summary>True when a launch that was interrupted has led to a machine that is up.</summary>
    public Task<bool> AdoptAsync(CloudRecord record, ResourceOperation operation, CancellationToken cancellation) =>
        cloud.AdoptAsync(record.Id, ProgressOf(operation), cancellation);

    /// <summary>Removes what machines that died by themselves have left of a resource.</summary>
    public async Task ClearDeadAsync(string urn, CancellationToken cancellation)
    {
        foreach (
            var record in store
                .All(Tokens.Instance)
                .Where(record => record.Owner == urn && cloud.Find(record.Id) is not { IsRunning: true })
        )
        {
            await RemoveAsync(record.Id, cancellation);
        }
    }

    public async Task RemoveAsync(string id, CancellationToken cancellation)
    {
        // Nobody looks at a machine while it goes.
        using var turn = await ExclusiveAccess.TakeAsync(store.Gate, cancellation);
        try
        {
            await cloud.TerminateAsync(id, cancellation);
        }
        catch (MachineException failed)
        {
            throw new ProviderException(failed.Message, failed);
        }

        store.Remove(id);
    }

    /// <summary>Brings the packet filters and forwarded ports of all machines up to what the groups say now.</summary>
    public async Task SyncAsync(ResourceOperation operation, CancellationToken cancellation)
    {
        using var turn = await ExclusiveAccess.TakeAsync(store.Gate, cancellation);
        try
        {
            foreach (var instance in store.All(Tokens.Instance))
            {
                await cloud.ApplyAsync(instance.Id, SecurityGroups.NetworkOf(store, instance), ProgressOf(operation), cancellation);
            }
        }
        catch (MachineException failed)
        {
            throw new ProviderException(failed.Message, failed);
        }
    }

    private static MachineProgress ProgressOf(ResourceOperation operation) =>
        new(operation.Status, line => operation.Log(LogLevel.Warning, line));
}
