using Local.Runner.Deployments;
using Local.Runner.Resources;
using Local.Runner.Secrets;
using Local.Runner.Settings;
using Local.Runner.State;

namespace Local.Runner;

/// <summary>Carries a stack's state to the Pulumi CLI and back, in the form of <c>pulumi stack export</c> and <c>pulumi stack import</c>.</summary>
/// <param name="options">Which stack.</param>
public sealed class StateTransfer(RunOptions options)
{
    private const string Remedy = "Export it again: pulumi stack export --show-secrets --file FILE.";

    /// <summary>The deployment as it is recorded now, secrets encrypted, with outputs as the genuine providers record them; null when the stack was never brought up.</summary>
    /// <exception cref="CannotRunException">The state is damaged, or the passphrase does not fit.</exception>
    public byte[]? Export()
    {
        var file = StateFile.Of(options);
        if (file.ReadSalt() is not { } salt)
        {
            return null;
        }

        var crypter = StackSecrets.Open(salt, $"The state file {file.Path}", options);
        var state = file.Read(crypter);
        using var exported = new MemoryStream();
        file.WriteTo(exported, [.. state.Resources.Select(Exported)], [.. state.Pending], crypter, options.Clock.GetUtcNow());
        return exported.ToArray();
    }

    /// <summary>The key file that the passphrase of the secrets is in; null when it is given otherwise.</summary>
    public string? KeyFile =>
        PassphraseSource.Find(options.Passphrase, options.StateDirectory) is { Origin: var origin }
        && origin == PassphraseSource.KeyFile(options.StateDirectory)
            ? origin
            : null;

    /// <summary>Puts a deployment in the place of what is recorded. Secrets stay encrypted with their own passphrase; those in plain text are encrypted with the stack's.</summary>
    /// <param name="path">The file, as the CLI exported it.</param>
    /// <param name="refuse">Is asked before anything is written; throws what speaks against it.</param>
    /// <returns>How many resources it holds, and where the state that was there before is kept; null when there was none.</returns>
    /// <exception cref="CannotRunException">It cannot be read, is of another stack, or another run is at work.</exception>
    public (int Resources, string? Before) Import(string path, Action<IReadOnlyList<ResourceView>> refuse)
    {
        var configuration = StackConfiguration.Load(options);
        var file = new StateFile(Path.GetFullPath(path), Remedy);
        if (!file.Exists)
        {
            throw new DamagedStateException($"The state file {file.Path} does not exist. {Remedy}");
        }

        var salt = file.ReadSalt(mayBeOther: true);
        var crypter = salt is null ? null : StackSecrets.Open(salt, $"The state file {file.Path}", options);
        var state = file.Read(crypter);
        RefuseOtherStacks(file.Path, state, configuration.Project);
        refuse([.. state.Resources.Select(record => record.View)]);

        using var held = StackLock.Hold(options);
        var own = StateFile.Of(options);
        string? before = null;
        if (own.Exists)
        {
            before = own.Path + ".before-import";
            File.Copy(own.Path, before, overwrite: true);
        }

        crypter ??= configuration.Salt is { } configured
            ? StackSecrets.Open(configured, $"Pulumi.{options.Stack}.yaml", options)
            : StackSecrets.Create(options);
        file.WriteTo(own.Path, [.. state.Resources], [.. state.Pending], crypter, options.Clock.GetUtcNow());
        return (state.Resources.Count(), before);
    }

    private ResourceRecord Exported(ResourceRecord record)
    {
        var outputs = record is { Custom: true, IsProvider: false }
            ? options
                .Providers.FirstOrDefault(provider => provider.Package == Urn.Package(record.Type))
                ?.Exported(record.Type, record.Inputs, record.Outputs)
                ?? record.Outputs
            : record.Outputs;
        return PropertyComparison.Identical(outputs, record.Outputs) ? record : record with { Outputs = outputs };
    }

    private void RefuseOtherStacks(string path, StackState state, string project)
    {
        var prefix = $"urn:pulumi:{options.Stack}::{project}::";
        if (state.Resources.FirstOrDefault(record => !record.Urn.StartsWith(prefix, StringComparison.Ordinal)) is { } stranger)
        {
            var parts = stranger.Urn.Split("::");
            throw new ConfigurationException(
                $"The state file {path} is of the stack \"{parts[0]["urn:pulumi:".Length..]}\" of the project \"{parts[1]}\"; this is the stack \"{options.Stack}\" of the project \"{project}\". "
                    + "Name the stack with --stack, or rename the exported one first: pulumi stack rename."
            );
        }
    }
}
