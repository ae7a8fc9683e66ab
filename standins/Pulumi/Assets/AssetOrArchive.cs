using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A file, a text or a bundle of them that is handed to a provider.</summary>
public abstract class AssetOrArchive
{
    private protected AssetOrArchive(string signature, string kind, object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Signature = signature;
        Kind = kind;
        Value = value;
    }

    /// <summary>What marks it on the wire.</summary>
    internal string Signature { get; }

    /// <summary>The name of its one member on the wire: path, uri, text or assets.</summary>
    internal string Kind { get; }

    internal object Value { get; }
}

/// <summary>One file or text.</summary>
public abstract class Asset : AssetOrArchive
{
    private protected Asset(string kind, string value)
        : base(Wire.Signatures.Asset, kind, value) { }
}

/// <summary>A file of this machine.</summary>
public sealed class FileAsset(string path) : Asset("path", path);

/// <summary>A text.</summary>
public sealed class StringAsset(string text) : Asset("text", text);

/// <summary>A file that is fetched from an address.</summary>
public sealed class RemoteAsset(string uri) : Asset("uri", uri);

/// <summary>A bundle of files.</summary>
public abstract class Archive : AssetOrArchive
{
    private protected Archive(string kind, object value)
        : base(Wire.Signatures.Archive, kind, value) { }
}

/// <summary>A bundle that is put together from assets and other bundles.</summary>
public sealed class AssetArchive(IDictionary<string, AssetOrArchive> assets) : Archive("assets", assets.ToImmutableDictionary());

/// <summary>A directory or archive file of this machine.</summary>
public sealed class FileArchive(string path) : Archive("path", path);

/// <summary>An archive file that is fetched from an address.</summary>
public sealed class RemoteArchive(string uri) : Archive("uri", uri);
