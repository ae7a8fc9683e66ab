using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Local.Cli.Nodes;
using Local.Machines;

namespace Local.Cli.Client;

/// <summary>A context of the docker client for a stack, and the private configuration of ssh that it needs: docker itself passes neither keys nor host keys.</summary>
/// <param name="home">The home directory.</param>
/// <param name="project">The project's directory: two checkouts may have a stack of the same name.</param>
/// <param name="stack">The stack's name.</param>
internal sealed class DockerContext(string home, string project, string stack)
{
    private const string Include = "Include ~/.swarm/ssh/*.config";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The context's name.</summary>
    public string Name => $"swarm-{stack}";

    /// <summary>The configuration of ssh, with every node of the stack.</summary>
    public string ConfigFile => Path.Combine(home, ".swarm", "ssh", $"{Name}.config");

    private string UserConfig => Path.Combine(home, ".ssh", "config");
    private string Owner => $"# Written by ./swarm context for the stack {stack} of {project}";

    /// <summary>What ssh calls a node.</summary>
    public string Alias(Node node) => $"{Name}-{node.Name}";

    /// <summary>Writes the configuration, anew where it is there. Refuses to take that of another checkout.</summary>
    public void WriteConfiguration(IReadOnlyList<Node> nodes, IEndpointResolver resolver)
    {
        if (File.Exists(ConfigFile) && !IsOwn())
        {
            throw new RefusedCommandException(
                $"{ConfigFile} belongs to another checkout ({File.ReadLines(ConfigFile).FirstOrDefault()}); run ./swarm context --remove there first"
            );
        }

        Directory.CreateDirectory(
            Path.GetDirectoryName(ConfigFile)!,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
        var text = new StringBuilder(Owner).Append('\n');
        foreach (var node in nodes)
        {
            var ssh = node.Ssh.At(resolver);
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"Host {Alias(node)}\n  HostName {ssh.Host}\n  User {ssh.User}\n  Port {ssh.Port}\n"
            );
            foreach (var setting in Settings(ssh.Options))
            {
                text.Append("  ").Append(setting).Append('\n');
            }
        }

        Replace(ConfigFile, text.ToString());
        var user = File.Exists(UserConfig) ? File.ReadAllText(UserConfig) : "";
        if (!user.Split('\n').Contains(Include))
        {
            Directory.CreateDirectory(
                Path.GetDirectoryName(UserConfig)!,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
            // Before the first Host, which it would otherwise be a part of.
            Replace(UserConfig, $"{Include}\n{user}");
        }
    }

    /// <summary>Creates the context, or points it at another manager.</summary>
    public async Task CreateAsync(string docker, Node manager, CancellationToken cancellation)
    {
        var verb = (await RunAsync(docker, ["context", "inspect", Name], cancellation)).ExitCode == 0 ? "update" : "create";
        var made = await RunAsync(
            docker,
            ["context", verb, Name, "--description", $"The swarm of the stack {stack}", "--docker", $"host=ssh://{Alias(manager)}"],
            cancellation
        );
        if (made.ExitCode != 0)
        {
            throw new IOException($"docker context {verb} failed: {made.StandardError.Trim()}");
        }
    }

    /// <summary>Takes away what was written for this checkout's stack; false: nothing was.</summary>
    public async Task<bool> RemoveAsync(string? docker, CancellationToken cancellation)
    {
        if (!File.Exists(ConfigFile) || !IsOwn())
        {
            return false;
        }

        if (docker is not null)
        {
            await RunAsync(docker, ["context", "rm", "--force", Name], cancellation);
        }

        File.Delete(ConfigFile);
        var folder = Path.GetDirectoryName(ConfigFile)!;
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
            RemoveInclude();
        }

        return true;
    }

    private bool IsOwn() => File.ReadLines(ConfigFile).FirstOrDefault() == Owner;

    private void RemoveInclude()
    {
        if (File.Exists(UserConfig) && File.ReadAllText(UserConfig) is var text && text.Split('\n').Contains(Include))
        {
            var rest = string.Join('\n', text.Split('\n').Where(line => line != Include));
            if (rest.Length == 0)
            {
                File.Delete(UserConfig);
            }
            else
            {
                Replace(UserConfig, rest);
            }
        }
    }

    // -i FILE and -o KEY=VALUE, as the file has them.
    private static IEnumerable<string> Settings(IReadOnlyList<string> options) =>
        options
            .Chunk(2)
            .Select(pair =>
                pair switch
                {
                    ["-i", var file] => $"IdentityFile {file}",
                    ["-o", var setting] => string.Join(' ', setting.Split('=', 2)),
                    _ => throw new RefusedCommandException(
                        $"the stack's ssh line has an option that ./swarm context does not know: {string.Join(' ', pair)}"
                    ),
                }
            );

    // Never half a file for an ssh that starts in this moment; and where a link leads, as dotfiles are often kept.
    private static void Replace(string path, string text)
    {
        var real = (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? path;
        var beside = $"{real}.swarm-new";
        File.WriteAllText(beside, text);
        File.SetUnixFileMode(beside, File.Exists(real) ? File.GetUnixFileMode(real) : Private);
        File.Move(beside, real, overwrite: true);
    }

    private static async Task<BufferedCommandResult> RunAsync(
        string docker,
        IReadOnlyList<string> arguments,
        CancellationToken cancellation
    ) =>
        await CliWrap
            .Cli.Wrap(docker)
            .WithArguments(arguments)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellation);
}
