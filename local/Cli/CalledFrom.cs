namespace Local.Cli;

/// <summary>Where <c>./swarm</c> was called. It goes to the project's directory itself, but files on the command line are named from there.</summary>
internal static class CalledFrom
{
    /// <summary>What the entry script says.</summary>
    public const string Variable = "SWARM_CALLED_FROM";

    /// <summary>The directory; without the entry script, the current one.</summary>
    public static string Directory =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } directory ? directory : Environment.CurrentDirectory;

    /// <summary>The whole path of a file that was named there.</summary>
    public static string PathOf(string file) => Path.GetFullPath(file, Directory);
}
