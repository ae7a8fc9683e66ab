using System.Globalization;
using System.Net;
using Local.Providers.Aws.Types;
using Local.Providers.Contract;

namespace Local.Providers.Aws;

/// <summary>Which loopback addresses stand for public ones, and whose they are.</summary>
internal static class PublicAddresses
{
    /// <summary>A free one; it ends like the private address, so that one sees what belongs together.</summary>
    public static IPAddress Choose(AwsScene scene, string? privateIp)
    {
        var taken = scene
            .Store.All(Tokens.Instance)
            .Concat(scene.Store.All(Tokens.Eip))
            .Select(record => record.Outputs.Text("publicIp"))
            .Where(address => !string.IsNullOrEmpty(address))
            .Select(address => IPAddress.Parse(address!))
            .ToHashSet();
        var wish = privateIp is null ? 1 : int.Parse(privateIp[(privateIp.LastIndexOf('.') + 1)..], CultureInfo.InvariantCulture);
        return scene.Cloud.ChoosePublicAddress(Math.Clamp(wish, 1, 254), taken);
    }

    /// <summary>An elastic address that is associated goes before the one that the instance was launched with.</summary>
    public static string? Of(CloudStore store, CloudRecord instance)
    {
        var direct = store.All(Tokens.Eip).FirstOrDefault(eip => eip.Outputs.Text("instance") == instance.Id);
        var associated = store
            .All(Tokens.EipAssociation)
            .Where(association => association.Outputs.Text("instanceId") == instance.Id)
            .Select(association => store.Find(Tokens.Eip, association.Outputs.Text("allocationId")))
            .FirstOrDefault(eip => eip is not null);
        return (direct ?? associated ?? instance).Outputs.Text("publicIp") is { Length: > 0 } address ? address : null;
    }
}
