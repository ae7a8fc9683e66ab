namespace Local.Cli;

/// <summary>The Pulumi project: its directory, and the program in it, which <c>./swarm</c> has built.</summary>
/// <param name="Directory">The absolute path of the directory that holds <c>Pulumi.yaml</c>.</param>
internal sealed record Project(string Directory)
{
    /// <summary>Where the machines of <c>vms</c> are kept; no stack can have this name.</summary>
    public const string BareMachines = ".vms";

    public string ProgramAssembly => Path.Combine(Directory, "infra", "bin", "Debug", "net10.0", "Infra.dll");

    /// <summary>Where a stack's state, key and machines are.</summary>
    public string StateDirectory(string stack) => Path.Combine(AllStates, stack);

    private string AllStates => Path.Combine(Directory, ".swarm");

    /// <summary>The stacks that are configured or were brought up, each once.</summary>
    public IReadOnlyList<string> Stacks()
    {
        var configured = System.IO.Directory.EnumerateFiles(Directory, "Pulumi.*.yaml").Select(file => Path.GetFileName(file)[7..^5]);
        var made = System.IO.Directory.Exists(AllStates)
            ? System.IO.Directory.EnumerateDirectories(AllStates).Select(folder => Path.GetFileName(folder)!)
            : [];
        return [.. configured.Concat(made).Where(stack => stack != BareMachines).Distinct()];
    }

    /// <summary>Removes what held the stacks' directories once the last of them is gone.</summary>
    public void RemoveEmptyState()
    {
        if (new DirectoryInfo(AllStates) is { Exists: true } states && !states.EnumerateFileSystemInfos().Any())
        {
            states.Delete();
        }
    }

    /// <summary>The project of a directory: there, or in the nearest directory above, as the Pulumi CLI looks for it.</summary>
    public static Project Find(string start)
    {
        for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Pulumi.yaml")))
            {
                return new Project(directory.FullName);
            }
        }

        throw new RefusedCommandException($"no Pulumi.yaml in {start} or above: start this within the project, as ./swarm does");
    }
}
