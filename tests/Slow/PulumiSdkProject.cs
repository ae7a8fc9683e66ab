using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Tests.Infra;

namespace Tests.Slow;

/// <summary>A project with this repository's build rules, in a folder of its own, with a package feed and a package cache of its own.</summary>
internal sealed class PulumiSdkProject : IDisposable
{
    private static readonly string[] _packages = ["Pulumi", "Pulumi.Aws", "Pulumi.Command", "Pulumi.Docker", "Pulumi.Tls"];

    private readonly string _root = Directory.CreateTempSubdirectory("swarm-restore-").FullName;

    public PulumiSdkProject()
    {
        string[] rules =
        [
            "Directory.Build.props",
            "Directory.Build.targets",
            "Directory.Packages.props",
            "eng/PulumiSdk.props",
            "eng/PulumiSdk.targets",
            "eng/PulumiSdk.Probe.csproj",
        ];
        foreach (var rule in rules)
        {
            Write(rule, File.ReadAllText(Path.Combine(SwarmProgram.Project, rule)));
        }

        Write("App/App.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PulumiSdk Include="Pulumi" /></ItemGroup></Project>""");
        Write("App/App.cs", "internal sealed class App : Pulumi.Stack;");
        Write("standins/Pulumi/Pulumi.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
        Write("standins/Pulumi/Stack.cs", "namespace Pulumi; public class Stack;");
        Directory.CreateDirectory(Feed);
        UseFeed(Feed);
    }

    /// <summary>The folder that packages are looked for in.</summary>
    public string Feed => Path.Combine(_root, "feed");

    private string Cache => Path.Combine(_root, "packages");

    /// <summary>What the last restore gave the project: package or project.</summary>
    public string ReferenceKind =>
        Regex
            .Match(File.ReadAllText(Path.Combine(_root, "App/obj/project.assets.json")), "\"Pulumi/[0-9.]+\": {\\s*\"type\": \"(\\w+)\"")
            .Groups[1]
            .Value;

    public void UseFeed(string source) =>
        Write(
            "NuGet.Config",
            $"<configuration><packageSources><clear /><add key=\"feed\" value=\"{source}\" /></packageSources></configuration>"
        );

    /// <summary>Puts packages of the pinned versions into the feed.</summary>
    public void FillFeed()
    {
        var versions = File.ReadAllText(Path.Combine(_root, "Directory.Packages.props"));
        foreach (var package in _packages)
        {
            var version = Regex.Match(versions, $"Include=\"{Regex.Escape(package)}\" Version=\"([^\"]+)\"").Groups[1].Value;
            using var archive = ZipFile.Open(Path.Combine(Feed, $"{package}.{version}.nupkg"), ZipArchiveMode.Create);
            using var manifest = new StreamWriter(archive.CreateEntry($"{package}.nuspec").Open());
            manifest.Write(
                $"<package><metadata><id>{package}</id><version>{version}</version><authors>tests</authors><description>empty</description></metadata></package>"
            );
        }
    }

    /// <summary>Takes every package out of the feed, which stays.</summary>
    public void EmptyFeed()
    {
        Directory.Delete(Feed, recursive: true);
        Directory.CreateDirectory(Feed);
    }

    public void RemoveFeed() => Directory.Delete(Feed, recursive: true);

    public void ClearCache() => Directory.Delete(Cache, recursive: true);

    public void ClearCacheOf(string package) => Directory.Delete(Path.Combine(Cache, package.ToLowerInvariant()), recursive: true);

    /// <summary>Restores; the output without the lines that tell nothing about the choice.</summary>
    public string Restore(string pulumiSdk = "") =>
        string.Join(
            '\n',
            Dotnet(pulumiSdk, "restore")
                .Output.Split('\n')
                .Where(line => line.Contains("Pulumi: ") || line.Contains("SWARM"))
                .Select(line => line.Replace(_root, "ROOT").Trim())
                .Distinct()
        );

    /// <summary>Builds on what the last restore gave; the exit code.</summary>
    public int BuildWithoutRestore() => Dotnet("", "build", "--no-restore").ExitCode;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private (string Output, int ExitCode) Dotnet(string pulumiSdk, string verb, params string[] options)
    {
        var start = new ProcessStartInfo("dotnet", [verb, Path.Combine(_root, "App"), "-tl:off", "--disable-build-servers", .. options])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["NUGET_PACKAGES"] = Cache;
        // Without the settings of whoever runs the tests.
        start.Environment["HOME"] = Directory.CreateDirectory(Path.Combine(_root, "home")).FullName;
        start.Environment["PulumiSdk"] = pulumiSdk;
        start.Environment.Remove("RestoreAdditionalProjectSources");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, process.ExitCode);
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
