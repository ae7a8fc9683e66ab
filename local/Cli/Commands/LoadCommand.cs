using System.CommandLine;
using Local.Cli.Load;
using Local.Cli.Nodes;
using Local.Cli.Verify;

namespace Local.Cli.Commands;

internal static class LoadCommand
{
    public static Command Create()
    {
        var images = new Argument<string[]>("image")
        {
            Description = "Images of this computer's Docker, or archives of docker save",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("load", "Bring images to every node, without a registry") { images, SwarmCommand.Outputs };
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var stack = LocalStack.Open(parsed.GetRequiredValue(SwarmCommand.Stack));
                var nodes = await PulumiOutputs.NodesAsync(stack, parsed.GetValue(SwarmCommand.Outputs));
                using var interrupts = new Interrupts(Console.Error.WriteLine);
                var shell = new NodeShell(stack.Resolver);
                var loader = new ImageLoader(shell, shell.SendAsync, Console.Out.WriteLine);
                var directory = Directory.CreateTempSubdirectory("swarm-load-");
                try
                {
                    return await LoadAsync(loader, parsed.GetRequiredValue(images), nodes, directory.FullName, interrupts.Stop)
                        ? ExitCode.Done
                        : ExitCode.Failed;
                }
                finally
                {
                    directory.Delete(recursive: true);
                }
            })
        );
        return command;
    }

    private static async Task<bool> LoadAsync(
        ImageLoader loader,
        IReadOnlyList<string> arguments,
        IReadOnlyList<Node> nodes,
        string directory,
        CancellationToken stop
    )
    {
        var files = arguments.Select(ImageSource.FileOf).OfType<string>().ToList();
        if (arguments.Where(argument => ImageSource.FileOf(argument) is null).ToArray() is { Length: > 0 } images)
        {
            files.Add(Path.Combine(directory, "saved.tar"));
            await ImageSource.SaveAsync(images, files[^1], stop);
        }

        // All are looked at before the first is sent.
        var archives = new List<ImageArchive>();
        foreach (var (index, file) in files.Index())
        {
            var archive = await ImageSource.UncompressedAsync(file, Path.Combine(directory, $"{index}.tar"), stop);
            archives.Add(await ImageArchive.OpenAsync(archive, stop));
        }

        var loaded = true;
        foreach (var archive in archives)
        {
            loaded &= await loader.LoadAsync(archive, nodes, stop);
        }

        return loaded;
    }
}
