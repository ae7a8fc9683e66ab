using System.CommandLine.Completions;
using Local.Cli.Nodes;
using Local.Cli.Verify;
using Local.Runner;

namespace Local.Cli.Commands;

/// <summary>What completion offers where a name is to be given; nothing where it cannot be read.</summary>
internal static class Offers
{
    /// <summary>The stacks that are configured or were brought up.</summary>
    public static IEnumerable<CompletionItem> Stacks(CompletionContext context) =>
        Of(() => Project.Find(Environment.CurrentDirectory).Stacks());

    /// <summary>The nodes of the stack.</summary>
    public static IEnumerable<CompletionItem> Nodes(CompletionContext context) =>
        Of(() => StackOf(context).Nodes().Select(node => node.Name));

    /// <summary>The services and containers that the stack declares.</summary>
    public static IEnumerable<CompletionItem> Workloads(CompletionContext context) =>
        Of(() =>
            StackOf(context).TryReadStack() is { } state && Declared.In(state, Node.In(state.Outputs)) is var declared
                ? declared.Services.Select(service => service.Name).Concat(declared.Containers.Select(container => container.Name))
                : []
        );

    private static LocalStack StackOf(CompletionContext context) =>
        LocalStack.Open(context.ParseResult.GetValue(SwarmCommand.Stack) ?? "dev");

    private static IEnumerable<CompletionItem> Of(Func<IEnumerable<string>> names)
    {
        try
        {
            return [.. names().Order(StringComparer.Ordinal).Select(name => new CompletionItem(name))];
        }
        catch (Exception none) when (none is RefusedCommandException or CannotRunException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
