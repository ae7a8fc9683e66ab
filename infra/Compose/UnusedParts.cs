using Infra.Compose.Format;
using Infra.Diagnostics;

namespace Infra.Compose;

/// <summary>Networks, configurations and secrets that no service and no container uses: they are neither created nor looked up, and a warning says so.</summary>
internal static class UnusedParts
{
    /// <summary>The stack without them.</summary>
    public static StackFile RemovedFrom(StackFile stack, ICollection<Warning> warnings)
    {
        var networks = stack
            .Services.SelectMany(service => service.Networks)
            .Select(attachment => attachment.Network.Name)
            .Concat(stack.Containers.SelectMany(container => container.Networks).Select(reference => reference.Name))
            .ToHashSet();
        var configs = stack.Services.SelectMany(service => service.Configs).Select(reference => reference.Source.Name).ToHashSet();
        var secrets = stack.Services.SelectMany(service => service.Secrets).Select(reference => reference.Source.Name).ToHashSet();
        return stack with
        {
            Networks = Used(
                stack.Networks,
                network => networks.Contains(network.Name),
                network => (network.At, $"networks.{network.Name}", network.External),
                warnings
            ),
            Configs = Used(
                stack.Configs,
                config => configs.Contains(config.Name),
                config => (config.At, $"configs.{config.Name}", config.External),
                warnings
            ),
            Secrets = Used(
                stack.Secrets,
                secret => secrets.Contains(secret.Name),
                secret => (secret.At, $"secrets.{secret.Name}", secret.External),
                warnings
            ),
        };
    }

    private static T[] Used<T>(
        IReadOnlyList<T> parts,
        Func<T, bool> isUsed,
        Func<T, (Position At, string Path, bool External)> said,
        ICollection<Warning> warnings
    )
    {
        foreach (var (at, path, external) in parts.Where(part => !isUsed(part)).Select(said))
        {
            warnings.Add(new Warning($"{at} {path}", $"no service uses it, so it is not {(external ? "looked up" : "created")}"));
        }

        return [.. parts.Where(isUsed)];
    }
}
