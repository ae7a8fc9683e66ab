using System.Globalization;
using CliWrap;
using Local.Machines;
using Local.Providers.Contract;

namespace Local.Providers.Command;

/// <summary>
/// Runs commands on this computer. One whose environment has ADDRESS and PORT reaches a machine there by itself, at the port that it really has; one with ENDPOINTS
/// (ADDRESS:PORT, separated by spaces) reaches several, and one with HOP_ADDRESS and HOP_PORT goes through another machine.
/// </summary>
internal sealed class LocalShell(IEndpointResolver endpoints, string programDirectory) : IShell
{
    private static readonly string[] _defaultInterpreter = ["/bin/sh", "-c"];

    public IReadOnlySet<string> Inputs { get; } =
        new HashSet<string>
        {
            "create",
            "update",
            "delete",
            "triggers",
            "stdin",
            "environment",
            "logging",
            "addPreviousOutputInEnv",
            "interpreter",
            "dir",
        };

    public PropertyMap Check(PropertyMap inputs, List<CheckFailure> failures) => inputs;

    public async Task<Printed> RunAsync(string text, PropertyMap state, ResourceOperation operation, CancellationToken cancellation)
    {
        var transcript = new Transcript(state, operation);
        var interpreter = state.Texts("interpreter") is { Count: > 0 } given ? given : _defaultInterpreter;
        var directory = state.Text("dir") ?? programDirectory;
        if (!Directory.Exists(directory))
        {
            throw transcript.Failure($"chdir {directory}: no such file or directory", text);
        }

        using var bound = CommandTimeout.On(operation, cancellation);
        try
        {
            var result = await Cli.Wrap(interpreter[0])
                .WithArguments([.. interpreter.Skip(1), text])
                .WithWorkingDirectory(directory)
                .WithEnvironmentVariables(EnvironmentOf(state))
                .WithStandardInputPipe(PipeSource.FromString(state.Text("stdin") ?? ""))
                .WithStandardOutputPipe(PipeTarget.Create(transcript.ReadStdoutAsync))
                .WithStandardErrorPipe(PipeTarget.Create(transcript.ReadStderrAsync))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(bound.Token);
            return result.ExitCode == 0 ? transcript.Printed : throw transcript.Failure($"exit status {result.ExitCode}", text);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw transcript.Failure(bound.Message, text);
        }
        catch (System.ComponentModel.Win32Exception cause)
        {
            throw transcript.Failure(
                interpreter[0].Contains('/', StringComparison.Ordinal)
                    ? $"fork/exec {interpreter[0]}: no such file or directory"
                    : $"exec: {GoText.Quote(interpreter[0])}: executable file not found in $PATH",
                text,
                cause
            );
        }
    }

    private string Resolved(string endpoint)
    {
        var end = endpoint.LastIndexOf(':');
        return $"{endpoint[..end]}:{endpoints.Resolve(endpoint[..end], int.Parse(endpoint[(end + 1)..], CultureInfo.InvariantCulture))}";
    }

    private Dictionary<string, string?> EnvironmentOf(PropertyMap state)
    {
        var environment = (state.Map("environment") ?? PropertyMap.Empty).ToDictionary(
            item => item.Key,
            item => (string?)item.Value.AsString
        );
        foreach (var machine in new[] { "", "HOP_" })
        {
            if (
                environment.GetValueOrDefault($"{machine}ADDRESS") is { } address
                && int.TryParse(environment.GetValueOrDefault($"{machine}PORT"), CultureInfo.InvariantCulture, out var port)
            )
            {
                environment[$"{machine}PORT"] = endpoints.Resolve(address, port).ToString(CultureInfo.InvariantCulture);
            }
        }

        if (environment.GetValueOrDefault("ENDPOINTS") is { } several)
        {
            environment["ENDPOINTS"] = string.Join(' ', several.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Resolved));
        }

        if (state.Flag("addPreviousOutputInEnv") ?? true)
        {
            AddUnlessEmpty("PULUMI_COMMAND_STDOUT", state.Text("stdout"));
            AddUnlessEmpty("PULUMI_COMMAND_STDERR", state.Text("stderr"));
        }

        return environment;

        void AddUnlessEmpty(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                environment[name] = value;
            }
        }
    }
}
