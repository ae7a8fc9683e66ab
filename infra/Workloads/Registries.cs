using Infra.Compose;
using Infra.Compose.Format;
using Infra.Diagnostics;
using Infra.Settings;
using Pulumi.Docker.Inputs;

namespace Infra.Workloads;

/// <summary>The registries that there are credentials for, and the images that come from them.</summary>
internal static class Registries
{
    // What the provider calls Docker Hub where it pulls an image for a standalone container.
    private const string HubOfContainers = "registry-1.docker.io";

    /// <summary>The images that come from a registry, each once.</summary>
    public static IReadOnlyList<string> ImagesFrom(RegistrySettings registry, StackFile stack) =>
        [
            .. stack
                .Services.Select(service => service.Image)
                .Concat(stack.Containers.Select(container => container.Image))
                .Where(image => Has(registry, image))
                .Select(ImageName.Familiar)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Whether an image comes from a registry.</summary>
    public static bool Has(RegistrySettings registry, string image) => ImageName.Registry(image) == registry.Address;

    /// <summary>
    /// The credentials in the provider's terms. For a service it looks for what stands before the first slash, so that an image of Docker Hub needs an entry
    /// for the part of its name that stands there.
    /// </summary>
    public static IReadOnlyList<ProviderRegistryAuthArgs> AuthOf(IReadOnlyList<RegistrySettings> registries, StackFile stack) =>
        [
            .. from registry in registries
            where !registry.IsOpenedByRole
            from address in registry.Address == RegistrySettings.Hub ? HubAddresses(stack) : [registry.Address]
            select new ProviderRegistryAuthArgs
            {
                Address = address,
                Username = registry.User,
                Password = registry.Password,
            },
        ];

    /// <summary>Says which credentials nothing uses, and which stand in the configuration for everybody to read.</summary>
    public static void Warn(
        IReadOnlyList<RegistrySettings> registries,
        StackFile stack,
        IReadOnlyCollection<string>? secretKeys,
        ICollection<Warning> warnings
    )
    {
        var key = SettingsTable.Registries.Key;
        foreach (var registry in registries.Where(registry => ImagesFrom(registry, stack).Count == 0))
        {
            warnings.Add(new Warning(key, $"no image of the stack files comes from {registry.Address}"));
        }

        if (registries.Any(registry => !registry.IsOpenedByRole) && secretKeys?.Contains(SettingsTable.Registries.Name) == false)
        {
            warnings.Add(
                new Warning(
                    key,
                    $"the passwords stand in the configuration in plain text. Run `pulumi config set --secret --path '{key}[0].password'`, which asks for it and encrypts it, for each"
                )
            );
        }
    }

    private static IEnumerable<string> HubAddresses(StackFile stack) =>
        stack
            .Services.Select(service => ImageName.Familiar(service.Image))
            .Where(image => ImageName.Registry(image) == RegistrySettings.Hub && image.Contains('/', StringComparison.Ordinal))
            .Select(image => image[..image.IndexOf('/', StringComparison.Ordinal)])
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Prepend(HubOfContainers);
}
