using Local.Providers.Contract;

namespace Local.Runner;

/// <summary>What one run is about.</summary>
public sealed record RunOptions
{
    /// <summary>The stack, such as <c>dev</c>; names <c>Pulumi.&lt;stack&gt;.yaml</c>.</summary>
    public required string Stack { get; init; }

    /// <summary>The absolute directory that holds <c>Pulumi.yaml</c>.</summary>
    public required string ProjectDirectory { get; init; }

    /// <summary>The absolute path of the program's assembly, built already; started with <c>dotnet</c>. Refresh and destroy do not run it.</summary>
    public required string ProgramAssembly { get; init; }

    /// <summary>One factory for each package that the program may use.</summary>
    public required IReadOnlyList<IProviderFactory> Providers { get; init; }

    /// <summary>Where state, key and lock are; default: <c>.swarm/&lt;stack&gt;</c> in the project directory.</summary>
    public string StateDirectory
    {
        get => field ?? Path.Combine(ProjectDirectory, ".swarm", Stack);
        init;
    }

    /// <summary>
    /// Given what project and stack set, configuration (<c>swarm:sshFrom</c>) that holds here instead; lists and maps as JSON text.
    /// The run says in a diagnostic what it took in the place of what.
    /// </summary>
    public Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> ConfigurationOfThisComputer { get; init; } =
        _ => new Dictionary<string, string>();

    /// <summary>Configuration that goes before what the project and the stack say; lists and maps as JSON text.</summary>
    public IReadOnlyDictionary<string, string> ConfigOverrides { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a preview plans as if nothing of the stack were there yet; default: no.</summary>
    public bool FromNothing { get; init; }

    /// <summary>Is told the configuration of an up; a sentence refuses it before anything is done. Default: nothing is refused.</summary>
    public Func<IReadOnlyDictionary<string, string>, string?> RefuseConfiguration { get; init; } = _ => null;

    /// <summary>How many operations may run at once; default 64.</summary>
    internal int Parallelism { get; init; } = 64;

    /// <summary>
    /// The passphrase of the stack's secrets; default: <c>PULUMI_CONFIG_PASSPHRASE</c>, else the content of <c>PULUMI_CONFIG_PASSPHRASE_FILE</c>,
    /// else of the key file in the state directory, which is made with the first state.
    /// </summary>
    internal string? Passphrase { get; init; }

    /// <summary>How long the program may take to say its first word; default 60 s.</summary>
    internal TimeSpan ProgramStartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the program may be silent while no operation runs; default 5 minutes.</summary>
    internal TimeSpan ProgramIdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long operations under way may go on after a stop, before they are cancelled; default 30 s.</summary>
    internal TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What a run does first, once it holds the stack; what it says there goes to the observer. A stop lets it end, an abort cancels it. Default: nothing.</summary>
    public Func<Action<string>, CancellationToken, Task> Before { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>
    /// What a refresh finds about a resource although its provider finds it as it was, told as still to be done: the next up updates it. Default: nothing.
    /// </summary>
    public Func<ResourceView, string?> Unfinished { get; init; } = _ => null;

    /// <summary>
    /// Is told what an up would delete because the program does not register it any more, and what was recorded when the run began; a sentence
    /// refuses, and then nothing is deleted. A preview says it as a warning. Default: nothing is refused.
    /// </summary>
    public Func<IReadOnlyList<ResourceView>, IReadOnlyList<ResourceView>, string?> RefuseDeletion { get; init; } = (_, _) => null;

    internal TimeProvider Clock { get; init; } = TimeProvider.System;
}
