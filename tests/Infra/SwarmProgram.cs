using System.Text.Json;
using Infra;
using Pulumi;
using Pulumi.Testing;

namespace Tests.Infra;

/// <summary>Runs the whole program on mocks, with a home directory and a project directory of its own.</summary>
internal sealed class SwarmProgram : IServiceProvider, IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("swarm-program-");

    /// <summary>Without other configuration: the demo on AWS.</summary>
    public Dictionary<string, string> Configuration { get; } = new() { ["swarm:sshFrom"] = "203.0.113.7/32" };

    public RecordingMocks Mocks { get; init; } = new();

    public Declarations Declarations { get; } = new();

    public string Home => _directory.FullName;

    /// <summary>The repository's root: what Pulumi calls the project's directory.</summary>
    public static string Project { get; } = FindProject();

    public async Task<IReadOnlyList<Resource>> RunAsync(bool preview = false)
    {
        // Process-wide, so all tests that run the program are in one collection and run one after another.
        using var configuration = new EnvironmentVariable("PULUMI_CONFIG", JsonSerializer.Serialize(Configuration));
        using var home = new EnvironmentVariable("HOME", Home);
        return await Deployment.TestWithServiceProviderAsync<SwarmStack>(
            Mocks,
            this,
            new TestOptions
            {
                IsPreview = preview,
                RootDirectory = Project,
                ProjectName = "swarm",
                StackName = "dev",
            }
        );
    }

    object IServiceProvider.GetService(Type serviceType) =>
        new SwarmStack(new StackOptions { ResourceTransformations = { Declarations.Record } });

    public void Dispose() => _directory.Delete(recursive: true);

    private static string FindProject()
    {
        var found = new DirectoryInfo(AppContext.BaseDirectory);
        while (found is not null && !File.Exists(Path.Combine(found.FullName, "Pulumi.yaml")))
        {
            found = found.Parent;
        }

        return found?.FullName ?? throw new InvalidOperationException("No Pulumi.yaml above the tests' binaries.");
    }
}
