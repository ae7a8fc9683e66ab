using System.Security.Cryptography;
using System.Text;
using Infra.Compose.Format;

namespace Infra.Compose;

/// <summary>What the parts of a stack are called on the engine, as docker calls them: the stack's name, an underscore, their own.</summary>
/// <param name="stack">The stack's name.</param>
internal sealed class EngineNames(string stack)
{
    private const string NamespaceLabel = "com.docker.stack.namespace";
    private const string ImageLabel = "com.docker.stack.image";

    public string Of(Service service) => Scoped(service.Name);

    public string Of(OverlayNetwork network) => network.EngineName ?? Scoped(network.Name);

    public string Of(Volume volume) => volume.EngineName ?? Scoped(volume.Name);

    /// <summary>With a hash of the content: swarm changes neither configurations nor secrets, so that another content must be another object.</summary>
    public string Of(StoredFile stored) => stored.EngineName ?? $"{Scoped(stored.Name)}-{Hash(stored)}";

    /// <summary>The labels by which docker knows what belongs to a stack; they go before what the file says.</summary>
    public IEnumerable<KeyValuePair<string, Text>> Labels(IReadOnlyDictionary<string, Text> own) =>
        own.Where(label => !IsDockers(label.Key)).Append(new(NamespaceLabel, stack));

    /// <summary>As <see cref="Labels(IReadOnlyDictionary{string, Text})"/>, and the image that the file says.</summary>
    public IEnumerable<KeyValuePair<string, Text>> Labels(Service service) =>
        Labels(service.Deploy.Labels).Append(new(ImageLabel, service.Image));

    private static bool IsDockers(string label) => label is NamespaceLabel or ImageLabel;

    private string Scoped(string name) => $"{stack}_{name}";

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
