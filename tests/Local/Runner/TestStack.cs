using System.Text.Json;
using Local.Providers.Contract;
using Local.Runner;
using Local.Runner.Deployments;
using Local.Runner.Deployments.Registering;
using Local.Runner.Programs;
using Local.Runner.Protocol;
using Local.Runner.Resources;
using Local.Runner.Secrets;
using Local.Runner.State;

namespace Tests.Local.Runner;

/// <summary>A stack in a directory of its own, on a <see cref="FakeCloud"/>, that scripted programs are run against.</summary>
internal sealed class TestStack : IDisposable
{
    public const string Project = "proj";
    public const string Name = "dev";
    public const string Passphrase = "the tests' passphrase";

    /// <summary>One salt for all tests, since deriving a key takes its time.</summary>
    private static readonly Lazy<string> _salt = new(() => PassphraseCrypter.Create(Passphrase).Salt);

    public TestStack()
    {
        Directory.CreateDirectory(Root);
        Write("Pulumi.yaml", $"name: {Project}\nruntime: dotnet\n");
        Write("Pulumi.dev.yaml", $"encryptionsalt: {_salt.Value}\n");
        Options = new RunOptions
        {
            Stack = Name,
            ProjectDirectory = Root,
            ProgramAssembly = Path.Combine(Root, "none.dll"),
            Providers = [Cloud],
            Passphrase = Passphrase,
        };
    }

    public string Root { get; } = Path.Combine(Path.GetTempPath(), "runner-tests-" + Guid.NewGuid().ToString("N"));

    public FakeCloud Cloud { get; } = new("cloud") { Types = [ScriptedProgram.Thing] };

    public RunOptions Options { get; set; }

    public RecordingObserver Observer { get; private set; } = new();

    public string StatePath => Path.Combine(Options.StateDirectory, "state.json");

    /// <summary>The deployment in the state file.</summary>
    public JsonElement Deployment => JsonDocument.Parse(File.ReadAllBytes(StatePath)).RootElement.GetProperty("deployment");

    /// <summary>What it holds, secrets decrypted.</summary>
    public StackState State
    {
        get
        {
            var file = StateFile.Of(Options);
            return file.Read(StackSecrets.Open(file.ReadSalt()!, file.Path, Options));
        }
    }

    public IEnumerable<JsonElement> Resources => Deployment.GetProperty("resources").EnumerateArray();

    /// <summary>The names in the state, in its order; those that wait for deletion in brackets.</summary>
    public IReadOnlyList<string> Names =>
        [
            .. Resources.Select(resource =>
                Urn.Name(resource.GetProperty("urn").GetString()!) is var name && resource.TryGetProperty("delete", out _)
                    ? $"[{name}]"
                    : name
            ),
        ];

    public static string UrnOf(string name, string type = ScriptedProgram.Thing) => $"urn:pulumi:{Name}::{Project}::{type}::{name}";

    public JsonElement Resource(string name) => Resources.Single(resource => Urn.Name(resource.GetProperty("urn").GetString()!) == name);

    public void Write(string file, string content) => File.WriteAllText(Path.Combine(Root, file), content);

    public Task<RunResult> UpAsync(
        Func<ScriptedProgram, Task> program,
        CancellationToken stop = default,
        CancellationToken abort = default
    ) => ProgramAsync(Purpose.Up, program, stop, abort);

    public Task<RunResult> PreviewAsync(Func<ScriptedProgram, Task> program) => ProgramAsync(Purpose.Preview, program, default, default);

    public Task<RunResult> ImportAsync(Func<ScriptedProgram, Task> program) => ProgramAsync(Purpose.Import, program, default, default);

    public Task<RunResult> DestroyAsync() => new StackRunner(Options, Observer = new RecordingObserver()).DestroyAsync();

    public Task<RunResult> RefreshAsync(Func<RunOptions, RunOptions>? with = null) =>
        new StackRunner(with?.Invoke(Options) ?? Options, Observer = new RecordingObserver()).RefreshAsync();

    /// <summary>What was called since the last look, in order.</summary>
    public IReadOnlyList<string> Calls()
    {
        List<string> calls = [];
        while (Cloud.Calls.TryDequeue(out var call))
        {
            calls.Add(call);
        }

        return calls;
    }

    /// <summary>What happened to which name, such as <c>create a</c>; what stayed the same is left out.</summary>
    public static IReadOnlyList<string> Steps(RunResult result) =>
        [
            .. result
                .Steps.Where(step =>
                    step.Operation != Operation.Same && step.IsCustom && !step.Type.StartsWith("pulumi:", StringComparison.Ordinal)
                )
                .Select(step => $"{step.Operation} {step.Name}"),
        ];

    public static IReadOnlyList<string> Errors(RunResult result) =>
        [.. result.Diagnostics.Where(diagnostic => diagnostic.Severity == LogLevel.Error).Select(diagnostic => diagnostic.Message)];

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private Task<RunResult> ProgramAsync(
        Purpose purpose,
        Func<ScriptedProgram, Task> program,
        CancellationToken stop,
        CancellationToken abort
    ) =>
        new RunLifecycle(Options, Observer = new RecordingObserver()).RunAsync(
            purpose,
            new StateWork(async run =>
            {
                var registrations = new Registrations(run);
                using var session = new ProgramSession(run.Reporter, run.Clock);
                session.Serve(registrations);
                await using (var server = await ProgramServer.StartAsync(session))
                {
                    using var client = new ScriptedProgram(server.Address);
                    await client.StackAsync();
                    await program(client);
                }

                await ProgramRun.FinishAsync(run, registrations, ended: true);
            }),
            stop,
            abort
        );
}
