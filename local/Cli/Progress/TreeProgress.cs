using System.Globalization;
using Local.Providers.Contract;
using Local.Runner;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Local.Cli.Progress;

/// <summary>
/// Progress as a live tree, for a terminal: a branch per component with what is done of it, a leaf per operation under way or failed.
/// What is done folds into its branch's count, so that the tree stays on one screen.
/// </summary>
internal sealed class TreeProgress(IAnsiConsole console, TimeProvider clock) : IRunObserver
{
    private readonly long _start = clock.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Node> _nodes = [];
    private readonly List<string> _lines = [];

    /// <summary>Shows the tree until the run ends.</summary>
    public async Task<RunResult> ShowAsync(Task<RunResult> run)
    {
        await console
            .Live(new Text(string.Empty))
            .Overflow(VerticalOverflow.Crop)
            .StartAsync(async live =>
            {
                while (!run.IsCompleted)
                {
                    live.UpdateTarget(Render());
                    await Task.WhenAny(run, Task.Delay(TimeSpan.FromMilliseconds(250), clock));
                }

                live.UpdateTarget(Render());
            });
        return await run;
    }

    public void On(RunEvent happened)
    {
        lock (_lock)
        {
            switch (happened)
            {
                case ResourceStarted started:
                    _nodes[started.Step.Urn] = new Node(started.Step, clock.GetTimestamp());
                    break;
                case ResourceStatus status when _nodes.TryGetValue(status.Urn, out var node):
                    node.Status = status.Text;
                    break;
                case ResourceFinished finished:
                    _nodes[finished.Step.Urn] = new Node(finished.Step, clock.GetTimestamp())
                    {
                        Took = finished.Elapsed,
                        Failed = finished.Error is not null,
                    };
                    break;
                case Diagnostic { Severity: LogLevel.Info, Urn: { } urn } word when _nodes.TryGetValue(urn, out var speaker):
                    // A command may print many lines: the last one is enough, or the tree would leave the screen.
                    speaker.Status = word.Message;
                    break;
                case Diagnostic { Severity: not LogLevel.Error } diagnostic:
                    _lines.Add(diagnostic.Urn is null ? diagnostic.Message : $"{Words.NameIn(diagnostic.Urn)}: {diagnostic.Message}");
                    break;
                case ProgramOutput output:
                    _lines.Add(output.Line);
                    break;
            }
        }
    }

    internal IRenderable Render()
    {
        lock (_lock)
        {
            var tree = new Tree($"[bold]swarm[/] [grey]{Seconds(clock.GetElapsedTime(_start))}[/]") { Guide = TreeGuide.Line };
            var children = _nodes.Values.ToLookup(node => _nodes.ContainsKey(node.Step.Parent) ? node.Step.Parent : string.Empty);
            Add(tree, string.Empty);
            return _lines.Count == 0 ? tree : new Rows([.. _lines.Select(line => new Text(line)), tree]);

            void Add(IHasTreeNodes to, string parent)
            {
                foreach (var node in children[parent])
                {
                    if (node.Step.IsCustom && node.Took is not null && !node.Failed && !children[node.Step.Urn].Any())
                    {
                        continue;
                    }

                    Add(to.AddNode(Label(node, children)), node.Step.Urn);
                }
            }
        }
    }

    private string Label(Node node, ILookup<string, Node> children)
    {
        var name = $"{Markup.Escape(Words.ShortType(node.Step.Type))} [bold]{Markup.Escape(node.Step.Name)}[/]";
        var own = children[node.Step.Urn].Where(child => child.Step.IsCustom).ToList();
        if (own.Count > 0)
        {
            return $"{name} [grey]{own.Count(child => child.Took is not null)} of {own.Count}[/]";
        }

        if (!node.Step.IsCustom)
        {
            return name;
        }

        return node.Failed
            ? $"[red]! {name} failed[/] [grey]{Seconds(node.Took ?? default)}[/]"
            : $"{Words.Sign(node.Step.Operation)} {name} [grey]{Seconds(clock.GetElapsedTime(node.Began))}[/] {Markup.Escape(node.Status ?? Words.Doing(node.Step.Operation))}";
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    private sealed class Node(ResourceStep step, long began)
    {
        public ResourceStep Step => step;
        public long Began => began;
        public string? Status { get; set; }
        public TimeSpan? Took { get; init; }
        public bool Failed { get; init; }
    }
}
