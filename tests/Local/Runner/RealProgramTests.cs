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
    public async Task A_stack_of_everything_that_runs_already_is_taken_over_and_goes_on_as_it_was()
    {
        var clouds = SwarmClouds.All();
        var docker = clouds.OfType<FakeCloud>().Single(cloud => cloud.Package == "docker");
        var nothing = StackFile("nothing.yaml", "services: {}");
        var everything = StackFile(
            "everything.yaml",
            """
            services:
              web: {image: nginx, networks: [front], volumes: ['data:/data'], configs: [settings], secrets: [key], deploy: {resources: {limits: {memory: 4g}}}}
              agent: {image: nginx, networks: [front], deploy: {mode: global}}
            networks: {front: {attachable: true}}
            volumes: {data: }
            configs: {settings: {content: x}}
            secrets: {key: {content: x}}
            x-containers: {app: {image: nginx, node: node2, networks: [front]}}
            """);
        await Engine(everything, clouds: clouds).UpAsync();
        var made = docker.There.ToDictionary();
        await Engine(nothing, clouds: clouds).UpAsync();
        Assert.Empty(docker.There);
        foreach (var (id, inputs) in made)
        {
            docker.There[id] = inputs;
            docker.Others[id[..id.LastIndexOf("-id", StringComparison.Ordinal)]] = (id, inputs);
        }

        var import = await Engine(everything, clouds: clouds).ImportAsync();

        Assert.Equal([], import.Diagnostics.Where(diagnostic => diagnostic.Severity == LogLevel.Error));
        Assert.Equal(["agent", "app@node2", "data-node1", "data-node2", "data-node3", "front", "key", "settings", "web"], import.TakenOver.Select(taken => taken.Name).Order(StringComparer.Ordinal));
        Assert.Equal([], TestStack.Steps(import).Where(step => !step.StartsWith("Create ", StringComparison.Ordinal)));
        var up = await Engine(everything, clouds: clouds).UpAsync();
        Assert.Equal([], up.Steps.Where(step => step.Operation != Operation.Same && step.Type.StartsWith("docker:", StringComparison.Ordinal)).Select(step => $"{step.Operation} {step.Name}"));
        Assert.Equal(made.Keys.Order(StringComparer.Ordinal), docker.There.Keys.Order(StringComparer.Ordinal));
    }

    private Dictionary<string, string> StackFile(string name, string text)
    {
        var path = Path.Combine(_directory.FullName, name);
        File.WriteAllText(path, text);
        return new() { ["swarm:stackFiles"] = $"[\"{path}\"]" };
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

    private Engine Engine(IReadOnlyDictionary<string, string>? overrides = null, string? program = null, IReadOnlyList<IProviderFactory>? clouds = null) => new(
        new EngineOptions
        {
            Stack = "dev",
            ProjectDirectory = Project(),
            ProgramAssembly = program ?? Program(),
            StateDirectory = Path.Combine(_directory.FullName, "dev"),
            Passphrase = TestStack.Passphrase,
            ConfigHere = _ => new Dictionary<string, string> { ["swarm:sshFrom"] = "127.0.0.0/8" },
            ConfigOverrides = overrides ?? new Dictionary<string, string>(),
            Providers = clouds ?? SwarmClouds.All(),
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
