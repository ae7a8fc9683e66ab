using System.Buffers.Binary;
using System.Text;
using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>A private SSH key that is given by configuration, with the public half that it holds.</summary>
/// <param name="PrivateKey">The file's text. Secret.</param>
/// <param name="PublicKey">One line as in authorized_keys.</param>
internal sealed record OperatorKey(string PrivateKey, string PublicKey)
{
    private const string Header = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private const string Footer = "-----END OPENSSH PRIVATE KEY-----";

    /// <summary>Never shows the private key.</summary>
    public override string ToString() => PublicKey;

    /// <summary>Reads the key of swarm:sshPrivateKeyFile; null, and a problem, when it cannot be used.</summary>
    internal static OperatorKey? Read(SettingsReader reader, string path, string projectDirectory)
    {
        string text;
        try
        {
            text = File.ReadAllText(Absolute(path, projectDirectory)).ReplaceLineEndings("\n").Trim() + "\n";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            reader.Report(
                SettingsTable.SshPrivateKeyFile,
                $"\"{path}\", {NamedFile.WhyUnread(exception)}",
                SettingsTable.SshPrivateKeyFile.Allowed,
                "Make one with `ssh-keygen -t ed25519`, or name another file."
            );
            return null;
        }

        var (publicKey, problem) = PublicHalf(text);
        if (publicKey is null)
        {
            reader.Report(
                SettingsTable.SshPrivateKeyFile,
                $"\"{path}\", {problem}",
                SettingsTable.SshPrivateKeyFile.Allowed,
                $"Convert a copy with `ssh-keygen -p -N '' -f {path}`, or name another file."
            );
            return null;
        }

        return new OperatorKey(text, publicKey);
    }

    private static string Absolute(string path, string projectDirectory) =>
        Path.Combine(projectDirectory, NamedFile.Expand(path, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)));

    // https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key: magic, cipher, kdf, kdf options, count, public key, …
    private static (string? PublicKey, string? Problem) PublicHalf(string text)
    {
        if (!text.StartsWith(Header, StringComparison.Ordinal) || !text.Contains(Footer, StringComparison.Ordinal))
        {
            return (null, "which is in another format");
        }

        try
        {
            var body = text[Header.Length..text.IndexOf(Footer, StringComparison.Ordinal)];
            ReadOnlySpan<byte> rest = Convert.FromBase64String(body);
            var magic = "openssh-key-v1\0"u8;
            if (!rest.StartsWith(magic))
            {
                return (null, "which is in another format");
            }

            rest = rest[magic.Length..];
            if (Encoding.ASCII.GetString(Field(ref rest)) != "none")
            {
                return (null, "which is encrypted with a passphrase");
            }

            Field(ref rest);
            Field(ref rest);
            rest = rest[4..];
            var blob = Field(ref rest);
            var inner = blob;
            return ($"{Encoding.ASCII.GetString(Field(ref inner))} {Convert.ToBase64String(blob)}", null);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentOutOfRangeException)
        {
            return (null, "which is damaged");
        }
    }

    private static ReadOnlySpan<byte> Field(ref ReadOnlySpan<byte> rest)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(rest);
        var field = rest.Slice(4, length);
        rest = rest[(4 + length)..];
        return field;
    }
}
