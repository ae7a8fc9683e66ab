using Local.Providers.Contract;
using Local.Runner;
using Tests.Infra;

namespace Tests.Local.Runner;

/// <summary>The swarm program itself, as a process of its own, on whichever Pulumi packages it was built with.</summary>
[Collection(ProgramRuns.Name)]
public sealed class RealProgramTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("runner-tests-");
    private readonly EnvironmentVariable _home;

    // The program writes key files there.
    public RealProgramTests() => _home = new("HOME", _directory.FullName);

    public void Dispose()
    {
        _home.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task The_swarm_is_planned_made_found_unchanged_and_destroyed()
    {
        var preview = await Engine().PreviewAsync();
        var up = await Engine().UpAsync();
        var again = await Engine().UpAsync();
        var destroy = await Engine().DestroyAsync();

        Assert.Equal([], preview.Diagnostics.Where(diagnostic => diagnostic.Severity == LogLevel.Error));
        Assert.Equal([], up.Diagnostics.Where(diagnostic => diagnostic.Severity == LogLevel.Error));
        Assert.Equal(EngineOutcome.Succeeded, preview.Outcome);
        Assert.Equal(EngineOutcome.Succeeded, up.Outcome);
        Assert.Equal(preview.Steps.Select(step => step.Urn).Order(), up.Steps.Select(step => step.Urn).Order());
        Assert.Equal(3, up.Outputs["nodes"].AsList.Length);
        Assert.False(again.HasChanges);
        Assert.Equal(up.Changes[Operation.Create], again.Changes[Operation.Same]);
        Assert.Equal(up.Changes[Operation.Create], destroy.Changes[Operation.Delete]);
    }

    [Fact]
    public async Task A_program_that_ends_with_an_error_fails_the_run_with_its_last_words()
    {
        var result = await Engine(new Dictionary<string, string> { ["swarm:managers"] = "2" }).PreviewAsync();

        Assert.Equal(EngineOutcome.Failed, result.Outcome);
        Assert.Contains(result.Diagnostics, diagnostic => diagnostic.Severity == LogLevel.Error && diagnostic.Message.Contains("managers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_program_that_is_not_built_is_said_so()
    {
        var error = await Assert.ThrowsAsync<ProgramStartException>(() => Engine(program: "/none/Infra.dll").PreviewAsync());

        Assert.Equal("The program /none/Infra.dll is not there. Build it first.", error.Message);
    }

    private Engine Engine(IReadOnlyDictionary<string, string>? overrides = null, string? program = null) => new(
        new EngineOptions
        {
            Stack = "dev",
            ProjectDirectory = Project(),
            ProgramAssembly = program ?? Program(),
            StateDirectory = Path.Combine(_directory.FullName, "dev"),
            Passphrase = TestStack.Passphrase,
            ConfigDefaults = _ => new Dictionary<string, string> { ["swarm:sshFrom"] = "127.0.0.0/8" },
            ConfigOverrides = overrides ?? new Dictionary<string, string>(),
            Providers = SwarmClouds.All(),
        },
        new RecordingObserver());

    /// <summary>The program where it was built: beside this assembly it would lack what the tests' own frameworks bring.</summary>
    private static string Program()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Project(), "infra", "bin", here.Parent!.Name, here.Name, "Infra.dll");
    }

    /// <summary>The directory above this assembly that holds the project.</summary>
    private static string Project()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Pulumi.yaml")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("no Pulumi.yaml above the tests");
        }

        return directory.FullName;
    }
}
