using Pulumi;
using Pulumi.Command.Local;

namespace Infra.Remote;

/// <summary>
/// The files that ssh needs when the Docker provider starts it: the private key and the pinned host keys, under <c>${HOME}/.swarm/keys/</c> with access
/// for this user only. The directory's name is a digest of the public key and the stack's name: the same on every computer, and no two stacks share
/// one. Every run that may use them writes them first, on whatever computer it is; a preview writes nothing.
/// </summary>
internal sealed class KeyFiles : ComponentResource
{
    /// <summary>The component's type.</summary>
    public const string Token = "swarm:remote:KeyFiles";

    /// <summary>Writes the files as soon as their contents are known.</summary>
    public KeyFiles(string name, KeyFilesArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var folder = args.Key.PublicKey.Apply(publicKey => Digest.Of($"{publicKey.Trim()}\n{args.Stack}", 16));
        var knownHosts = Output.All(
            args.Targets.Concat(args.Targets.Select(target => target.Hop).OfType<SshTarget>())
                .DistinctBy(target => target.Name)
                .Select(target => Output.Tuple(target.KnownHostsFile, target.KnownHost))
        );
        var claim = Script.Here("claim");
        var release = Script.Here("release");

        // Harmless wherever it is created: it only removes, and only what nobody has claimed after it.
        var removal = new Command(
            $"{name}-removal",
            new CommandArgs
            {
                Create = claim.OnThisComputer(ScriptPart.Create),
                Delete = release.OnThisComputer(ScriptPart.Delete),
                Stdin = Script.StandardInput(claim, release),
                Environment = new InputMap<string> { ["FOLDER"] = folder },
                // How it knows its own mark when it removes.
                AddPreviousOutputInEnv = true,
                // Another key lies in another directory: the one of the old key goes with the old removal, at the end of the run.
                Triggers = new object[] { folder },
            },
            new CustomResourceOptions { Parent = this }
        );
        if (Deployment.Instance.IsDryRun)
        {
            // The name of the directory is no secret, and needs none of the host keys.
            Directory = folder.Apply(digest => "${HOME}/.swarm/keys/" + digest);
        }
        else
        {
            // Written only when their removal is recorded: a run that is killed between the two leaves nothing that `destroy` does not know.
            var written = Output
                .Tuple(folder, removal.Stdout.OrNone(), args.Key.PrivateKey, knownHosts)
                .Apply(files =>
                    files.Item2.Length == 0 ? files.Item1 : KeyDirectory.Write(files.Item1, files.Item2, files.Item3, files.Item4)
                );
            Directory = Output.Unsecret(written).Apply(digest => "${HOME}/.swarm/keys/" + digest);
        }

        RegisterOutputs();
    }

    /// <summary>Where the files are, in the notation that ssh expands itself.</summary>
    public Output<string> Directory { get; }
}

/// <summary>The arguments of <see cref="KeyFiles"/>.</summary>
internal sealed class KeyFilesArgs : ResourceArgs
{
    /// <summary>The key that opens SSH.</summary>
    public required OperatorIdentity Key { get; init; }

    /// <summary>Every machine whose host key is pinned; so is that of what it is reached through.</summary>
    public required IReadOnlyList<SshTarget> Targets { get; init; }

    /// <summary>The Pulumi project's and the stack's name.</summary>
    public required string Stack { get; init; }
}
