using System.Security.Cryptography;
using System.Text;
using Infra.Workloads.Format;

namespace Infra.Workloads;

/// <summary>What the parts of a stack are called on the engine. With a name of the stack, as docker calls them: that name, an underscore, their own.</summary>
/// <param name="file">The stack.</param>
/// <param name="deployment">The name of the Pulumi stack, for a network that cannot do without.</param>
internal sealed class EngineNames(StackFile file, string deployment)
{
    private const string NamespaceLabel = "com.docker.stack.namespace";
    private const string ImageLabel = "com.docker.stack.image";

    public string Of(Service service) => Scoped(service.Name);

    // "default" itself is a name that the engine keeps to itself.
    public string Of(OverlayNetwork network) =>
        network.EngineName ?? (file.Name is null && network.Name == OverlayNetwork.Default ? $"{deployment}_{network.Name}" : Scoped(network.Name));

    public string Of(Volume volume) => volume.EngineName ?? Scoped(volume.Name);

    /// <summary>With a hash of the content: swarm changes neither configurations nor secrets, so that another content must be another object.</summary>
    public string Of(StoredFile stored) => stored.EngineName ?? $"{Scoped(stored.Name)}-{Hash(stored)}";

    /// <summary>The names that a service answers to on a network, beside its own on the engine.</summary>
    public IEnumerable<string> Aliases(Service service, Attachment attachment) =>
        file.Name is null ? attachment.Aliases : attachment.Aliases.Append(service.Name).Distinct();

    /// <summary>The labels by which docker knows what belongs to a stack.</summary>
    public IEnumerable<KeyValuePair<string, Text>> Labels(IReadOnlyDictionary<string, Text> own) =>
        file.Name is null ? own : own.Append(new(NamespaceLabel, file.Name));

    /// <summary>As <see cref="Labels(IReadOnlyDictionary{string, Text})"/>, and the image that the file says.</summary>
    public IEnumerable<KeyValuePair<string, Text>> Labels(Service service) =>
        file.Name is null ? service.Deploy.Labels : Labels(service.Deploy.Labels).Append(new(ImageLabel, service.Image));

    private string Scoped(string name) => file.Name is null ? name : $"{file.Name}_{name}";

    // A name is no secret, and a plain hash of a weak password would let everyone try passwords against it, millions in a second.
    private static string Hash(StoredFile stored)
    {
        var content = stored.Content!.Value.Span;
        var hash = stored.IsSecret
            ? Rfc2898DeriveBytes.Pbkdf2(content, Encoding.UTF8.GetBytes($"name of {stored.Name}"), 100_000, HashAlgorithmName.SHA256, 4)
            : SHA256.HashData(content)[..4];
        return Convert.ToHexStringLower(hash);
    }
}
