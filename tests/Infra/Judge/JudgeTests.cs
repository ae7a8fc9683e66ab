using System.Collections.Concurrent;
using Infra.Compose;
using Infra.Compose.Format;
using Infra.Compose.Reading;
using Infra.Diagnostics;
using Tests.Infra.Compose.Reading;
using Xunit.Abstractions;

namespace Tests.Infra.Judge;

/// <summary>
/// docker's own client says what a stack file means: what it has an engine create is compared with what the program plans, and what it refuses must be refused. What
/// differs all the same is in <see cref="DockerDifferences"/>.
/// </summary>
[Collection(ProgramRuns.Name)]
public sealed class JudgeTests(ITestOutputHelper output) : IDisposable
{
    private const int Generations = 300;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("judge-");

    public void Dispose() => _directory.Delete(recursive: true);

    [SkippableFact]
    public async Task Docker_and_the_program_take_create_and_refuse_the_same()
    {
        Skip.If(DockerClient.Program is null, "docker is not on this machine: Debian has its client in docker-cli, or in docker.io");
        var own = Directory
            .GetFiles(Path.Combine(SwarmProgram.Project, "stacks"), "*.yaml")
            .Append(Path.Combine(SwarmProgram.Project, "tests/EndToEnd/room.yaml"))
            .Select(file => new StackCase(Path.GetFileName(file), File.ReadAllText(file)));
        CopyWhatTheyName(Path.Combine(SwarmProgram.Project, "stacks"));
        var dockers = Cases("commands", "conversion", "env-files", "interpolation", "merge", "ports", "yaml").ToArray();
        var results = await CompareAsync([.. own, .. Cases("reported"), .. dockers, .. Generated.Files(Generations)]);

        var unknown = results.Where(result => result.Differences.Contains(null)).ToArray();
        Assert.True(
            unknown.Length == 0,
            $"{unknown.Length} of {results.Length} differ:\n{string.Concat(unknown.Select(result => result.Report))}"
        );
        var agree = results.Count(result => dockers.Contains(result.Files) && !result.Differences.Any());
        output.WriteLine(
            $"{results.Length} files compared with docker's client {DockerClient.Version}; {agree} of {dockers.Length} small cases agree"
        );
        if (DockerClient.Version != 28)
        {
            return;
        }

        // What docs/compose.md says of that version.
        Assert.Contains($"Of {dockers.Length} small cases", Conformance.Document(), StringComparison.Ordinal);
        Assert.Contains($"{agree} agree", Conformance.Document(), StringComparison.Ordinal);
        // A difference that is gone is none.
        Assert.Empty(DockerDifferences.All.Keys.Except(results.SelectMany(result => result.Differences).OfType<string>()));
    }

    [Fact]
    public void Generated_files_have_every_key_that_docker_knows() => Assert.Empty(Generated.Missing());

    private void CopyWhatTheyName(string folder)
    {
        foreach (
            var file in Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetDirectoryName(file) != folder)
        )
        {
            var copy = new FileInfo(Path.Combine(_directory.FullName, Path.GetRelativePath(folder, file)));
            copy.Directory!.Create();
            File.Copy(file, copy.FullName);
        }
    }

    private static IEnumerable<StackCase> Cases(params string[] names) =>
        names.SelectMany(name =>
            StackCase.Parse(File.ReadAllText(Path.Combine(SwarmProgram.Project, "tests/Infra/Judge/Cases", $"{name}.txt")))
        );

    private async Task<Result[]> CompareAsync(StackCase[] cases)
    {
        foreach (var (name, text) in StackCase.Besides)
        {
            var file = new FileInfo(Path.Combine(_directory.FullName, name));
            file.Directory!.Create();
            await File.WriteAllTextAsync(file.FullName, text);
        }

        var jobs = cases
            .Select((one, index) => new Job($"s{index}", one, [.. one.Files.Select((_, file) => $"{index}-{file}.yaml")]))
            .ToArray();
        foreach (var (path, text) in jobs.SelectMany(job => job.Paths.Zip(job.Files.Files)))
        {
            // Clients before 25 take a file without a version for one of the first format.
            var first = DockerClient.Version < 25 && !text.Contains("version:", StringComparison.Ordinal) ? "version: \"3.8\"\n" : "";
            await File.WriteAllTextAsync(Path.Combine(_directory.FullName, path), first + text);
        }

        await AskDockerAsync(jobs);
        foreach (var job in jobs)
        {
            Read(job);
        }

        var planned = await Planned.OfAsync([.. jobs.Where(job => job.Problems.Count == 0).Select(job => job.Stack!)]);
        return [.. jobs.Select(job => Compared(job, [.. planned[job.Stack!.Name]]))];
    }

    // A client takes its time to start: several at once, each with an engine of its own.
    private async Task AskDockerAsync(Job[] jobs)
    {
        var queue = new ConcurrentQueue<Job>(jobs);
        await Task.WhenAll(
            Enumerable
                .Range(0, 2 * Environment.ProcessorCount)
                .Select(async _ =>
                {
                    await using var engine = await RecordingEngine.StartAsync();
                    while (queue.TryDequeue(out var job))
                    {
                        job.Docker = await DockerClient.DeployAsync(engine, _directory.FullName, job.Name, job.Paths);
                    }
                })
        );
    }

    private void Read(Job job)
    {
        var variables = new Variables(StackCase.Variables.ToDictionary(pair => pair.Key, pair => new Text(pair.Value)), _ => null);
        var stack = StackFileReader.ReadFiles(job.Paths, _directory.FullName, job.Name, variables, job.Problems, []);
        StackFileCheck.Check(stack, ["node1", "node2", "node3"], job.Problems);
        if (job.Problems.Count == 0)
        {
            StackFileCheck.CheckContent(stack, job.Paths, job.Problems);
        }

        // What docker is not told, or knows not: a name of its own, and standalone containers.
        job.Stack = UnusedParts.RemovedFrom(stack, []) with { Name = job.Name, Containers = [] };
    }

    private static Result Compared(Job job, IReadOnlyList<(string Kind, System.Text.Json.Nodes.JsonObject Spec)> planned)
    {
        var docker = job.Docker!.Refusal is null ? Flat.Of(job.Docker.Created) : [];
        var here = job.Problems.Count == 0 ? Flat.Of(planned) : [];
        string[] problems = [.. job.Problems.Select(problem => $"{problem}")];
        string[] lines = [.. docker.Except(here).Select(line => $"- {line}"), .. here.Except(docker).Select(line => $"+ {line}")];
        var said =
            job.Docker.Refusal is null == (problems.Length == 0)
                ? lines
                :
                [
                    $"docker: {job.Docker.Refusal?.Split('\n')[^1] ?? "takes it"}",
                    $"here: {(problems.Length == 0 ? "taken" : string.Join(" | ", problems))}",
                ];
        return new Result(
            job.Files,
            [.. Known.Of(job.Files, job.Docker, problems, lines)],
            $"=== {job.Files.Name}\n{string.Concat(job.Files.Files)}{string.Concat(said.Select(line => $"  {line}\n"))}"
        );
    }

    private sealed record Job(string Name, StackCase Files, string[] Paths)
    {
        public Verdict? Docker { get; set; }

        public StackFile? Stack { get; set; }

        public List<Problem> Problems { get; } = [];
    }

    private sealed record Result(StackCase Files, IReadOnlyList<string?> Differences, string Report);
}
