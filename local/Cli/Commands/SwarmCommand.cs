using System.CommandLine;
using Local.Cli.Pipelines;
using Local.Cli.Verify;
using Local.Machines;
using Local.Runner;
using Review.Plans;

namespace Local.Cli.Commands;

/// <summary>The command line: its verbs, the options that they share, and how a refusal ends.</summary>
internal static class SwarmCommand
{
    public static Option<string> Stack { get; } =
        new("--stack", "-s")
        {
            Description = "The stack: Pulumi.<stack>.yaml configures it",
            DefaultValueFactory = _ => "dev",
            Recursive = true,
            CompletionSources = { Offers.Stacks },
        };

    public static Option<bool> Json { get; } =
        new("--json") { Description = "Print one JSON document on standard output, everything else on standard error" };

    public static Option<string> Outputs { get; } =
        new("--outputs")
        {
            Description =
                "For a stack of the Pulumi CLI: a file with what pulumi stack output --json or pulumi stack export prints; - is standard input",
        };

    /// <summary>What the benchmarks do; they are a program of their own.</summary>
    public const string Measure =
        "Measure a first up (if the stack is not up yet), a second one, and plans and stack files of growing size. The exit code is 1 if an aim is missed";

    public static RootCommand Create()
    {
        var root = new RootCommand(
            """
            A Docker Swarm on virtual machines of this computer, from the same program that builds it on AWS.

            Exit codes: 0 done; 1 something failed, the same command continues from there; 2 refused, nothing was touched;
            3 something that should run does not (verify, status), a change needs more care than is allowed (review), or it is not the one that was approved (approved);
            4 another run holds the stack; 130 stopped.
            """
        )
        {
            Stack,
            UpCommand.Create(),
            PreviewCommand.Create(),
            ReviewCommand.Create(),
            CommentCommand.Create(),
            ApprovedCommand.Create(),
            DriftCommand.Create(),
            PermissionsCommand.Create(),
            CostCommand.Create(),
            ImportCommand.Create(),
            RefreshCommand.Create(),
            DownCommand.Create(),
            StatusCommand.Create(),
            VerifyCommand.Create(),
            SshCommand.Create(),
            LogsCommand.Create(),
            DockerCommand.Create(),
            ContextCommand.Create(),
            LoadCommand.Create(),
            StateCommand.Create(),
            VmsCommand.Create(),
            CompletionCommand.Create(),
            StartedByScript("bench", Measure),
            StartedByScript("test", "Run the tests that need nothing but the .NET SDK; with --vms also those on virtual machines"),
        };
        return root;
    }

    /// <summary>Runs what was parsed; a command line that makes no sense is explained and refused.</summary>
    public static async Task<int> InvokeAsync(ParseResult parsed, TextWriter errors)
    {
        // Ctrl-C belongs to the run, which ends what is under way first.
        var code = await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                ProcessTerminationTimeout = null,
                EnableDefaultExceptionHandler = false,
                Error = errors,
            }
        );
        return parsed.Errors.Count > 0 ? ExitCode.Refused : code;
    }

    /// <summary>Runs a verb; what refuses it is printed without a stack trace and becomes an exit code.</summary>
    public static Func<ParseResult, CancellationToken, Task<int>> Guarded(Func<ParseResult, Task<int>> verb) =>
        async (parsed, _) =>
        {
            var errors = parsed.InvocationConfiguration.Error;
            try
            {
                return await verb(parsed);
            }
            catch (OperationCanceledException)
            {
                return ExitCode.Stopped;
            }
            catch (StackLockedException locked)
            {
                await errors.WriteLineAsync($"swarm: {locked.Message}");
                return ExitCode.Busy;
            }
            catch (Exception failure)
                when (failure is MachineException or CheckFailedException or CodeHostException or IOException or UnauthorizedAccessException
                )
            {
                await errors.WriteLineAsync($"swarm: {failure.Message}");
                return ExitCode.Failed;
            }
            catch (Exception refusal) when (refusal is RefusedCommandException or CannotRunException or PlanFormatException)
            {
                await errors.WriteLineAsync($"swarm: {refusal.Message}");
                return ExitCode.Refused;
            }
        };

    // For the help: the script swarm starts these itself when they are its first word.
    private static Command StartedByScript(string name, string description)
    {
        var command = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(Guarded(_ => throw new RefusedCommandException($"write {name} first, before any option: ./swarm {name} …")));
        return command;
    }
}
