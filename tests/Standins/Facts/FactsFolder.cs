namespace Tests.Standins.Facts;

/// <summary>Where the genuine packages are described as data: SWARM_FACTS, else shared/facts beside the checkout.</summary>
internal static class FactsFolder
{
    /// <summary>The path of one file; skips the test where the folder is absent and SWARM_FACTS does not ask for it.</summary>
    public static string File(string name)
    {
        var demanded = Environment.GetEnvironmentVariable("SWARM_FACTS");
        var folder = string.IsNullOrEmpty(demanded) ? Path.Combine(Checkout(), "..", "shared", "facts") : demanded;
        Skip.If(
            string.IsNullOrEmpty(demanded) && !Directory.Exists(folder),
            $"The genuine packages' API is not described at {Path.GetFullPath(folder)}; set SWARM_FACTS to the folder that has it."
        );
        return Path.Combine(folder, name);
    }

    /// <summary>The folder that has the solution.</summary>
    public static string Checkout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "Infra.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No Infra.sln above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
