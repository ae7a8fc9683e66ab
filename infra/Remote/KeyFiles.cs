using System.Security.Cryptography;
using System.Text;
using Pulumi;
using LocalCommand = Pulumi.Command.Local.Command;
using LocalCommandArgs = Pulumi.Command.Local.CommandArgs;

namespace Infra.Remote;

/// <summary>
/// The files that ssh needs when the Docker provider starts it: the private key and the pinned host keys, under
/// <c>${HOME}/.swarm/keys/</c> with access for this user only. The directory's name is a digest of the public key and the stack's name: the same on
/// every computer, and no two stacks share one.
/// </summary>
public sealed class KeyFiles : ComponentResource
{
    /// <summary>The component's type.</summary>
    public const string Token = "swarm:remote:KeyFiles";

    /// <summary>Writes the files as soon as their contents are known, also during a preview.</summary>
    public KeyFiles(string name, KeyFilesArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var folder = args.Key.PublicKey.Apply(publicKey => Digest(publicKey, args.Stack));
        var knownHosts = Output.All(args.Targets.Select(target => target.KnownHost));

        // Harmless wherever it is created: it only removes, and only when the stack is destroyed.
        var removal = new LocalCommand(
            $"{name}-removal",
            new LocalCommandArgs
            {
                Delete = folder.Apply(digest => $"rm -rf \"$HOME/.swarm/keys/{digest}\"; rmdir \"$HOME/.swarm/keys\" \"$HOME/.swarm\" 2>/dev/null || true"),
                AddPreviousOutputInEnv = false,
                // Another key lies in another directory: the one of the old key goes with the old removal.
                Triggers = new object[] { folder },
            },
            new CustomResourceOptions { Parent = this });
        // Written only when their removal is recorded: a run that is killed between the two leaves nothing that `destroy` does not know.
        var written = Output.Tuple(folder, args.Key.PrivateKey, knownHosts, removal.Id).Apply(files => Write(files.Item1, files.Item2, files.Item3));

        // A preview may not know every host key yet; the name of the directory is no secret and needs none of them.
        Directory = (Deployment.Instance.IsDryRun ? folder : Output.Unsecret(written)).Apply(digest => "${HOME}/.swarm/keys/" + digest);
        RegisterOutputs();
    }

    /// <summary>Where the files are, in the notation that ssh expands itself.</summary>
    public Output<string> Directory { get; }

    private static string Digest(string publicKey, string stack) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{publicKey.Trim()}\n{stack}")))[..16];

    private static string Write(string digest, string privateKey, IEnumerable<string> knownHosts)
    {
        var home = Environment.GetEnvironmentVariable("HOME")
            ?? throw new InvalidOperationException("HOME is not set: ssh needs a home directory to find its key in. Set HOME and try again.");
        var directory = Path.Combine(home, ".swarm", "keys", digest);
        if (!OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        WritePrivate(Path.Combine(directory, "id"), privateKey.TrimEnd() + "\n");
        WritePrivate(Path.Combine(directory, "known_hosts"), string.Concat(knownHosts.Select(line => line + "\n")));
        return digest;
    }

    // Written beside and moved into place: an ssh that starts at the same time never reads half a file. A preview that changes nothing touches nothing.
    private static void WritePrivate(string path, string text)
    {
        if (File.Exists(path) && File.ReadAllText(path) == text)
        {
            return;
        }

        var beside = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(beside, options))
        {
            writer.Write(text);
        }

        File.Move(beside, path, overwrite: true);
    }
}

/// <summary>The arguments of <see cref="KeyFiles"/>.</summary>
public sealed class KeyFilesArgs : ResourceArgs
{
    /// <summary>The key that opens SSH.</summary>
    public required OperatorIdentity Key { get; init; }

    /// <summary>Every machine whose host key is pinned.</summary>
    public required IReadOnlyList<SshTarget> Targets { get; init; }

    /// <summary>The Pulumi project's and the stack's name.</summary>
    public required string Stack { get; init; }
}
