using Tests.Infra;

namespace Tests.Standins.Facts;

/// <summary>Where the genuine packages are described as data.</summary>
internal static class FactsFolder
{
    /// <summary>What the stand-ins name of a description: a file of this repository.</summary>
    public static string Copy(string name) => Path.Combine(SwarmProgram.Project, "tests", "Standins", "Facts", "Genuine", name);

    /// <summary>The whole description, from which the copy is taken: in the folder that SWARM_FACTS names; skips the test where it names none.</summary>
    public static string Original(string name)
    {
        var folder = Environment.GetEnvironmentVariable("SWARM_FACTS");
        Skip.If(string.IsNullOrEmpty(folder), "SWARM_FACTS names no folder with whole descriptions of the genuine packages.");
        return Path.Combine(folder, name);
    }
}
