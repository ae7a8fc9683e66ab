using System.Security.Cryptography;
using Local.Providers.Contract;

namespace Local.Providers.Command;

/// <summary>Commands that run when their resource is created, updated and deleted, as those of Pulumi's <c>command</c> package.</summary>
internal sealed class CommandProvider(IShell remote, IShell local) : IProvider
{
    private const string Remote = "command:remote:Command";
    private const string Local = "command:local:Command";

    public IReadOnlySet<string> Types { get; } = new HashSet<string> { Remote, Local };

    public CheckResult Check(ResourceIdentity resource, PropertyMap? oldInputs, PropertyMap newInputs)
    {
        var shell = ShellOf(resource);
        List<CheckFailure> failures =
        [
            .. newInputs
                .Keys.Where(key => !shell.Inputs.Contains(key))
                .Select(key => new CheckFailure(
                    key,
                    $"{key} is not supported locally; supported are {string.Join(", ", shell.Inputs.Order(StringComparer.Ordinal))}"
                )),
        ];
        if (newInputs["logging"] is { Kind: PropertyKind.String } logging && !Logging.Names.Contains(logging.AsString))
        {
            failures.Add(new("logging", $"logging is {logging}; allowed are {string.Join(", ", Logging.Names)}"));
        }

        return new(shell.Check(newInputs, failures), failures);
    }

    public DiffResult Diff(ResourceIdentity resource, string id, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap newInputs)
    {
        string[] changes =
        [
            .. oldInputs.Keys.Union(newInputs.Keys).Where(key => !oldInputs[key].Equals(newInputs[key])).Order(StringComparer.Ordinal),
        ];
        return new(changes, [.. changes.Where(key => key == "triggers")], DeleteBeforeReplace: false);
    }

    public async Task<ResourceState> CreateAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
    {
        var id = operation.Resource.Name + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        return await RunAsync(operation, id, inputs.Text("create"), inputs, cancellation);
    }

    /// <summary>Null: a program's commands are safe to run again, and what one did cannot be seen from outside.</summary>
    public Task<ResourceState?> RecoverAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation) =>
        Task.FromResult<ResourceState?>(null);

    /// <summary>What a command did cannot be seen from outside: the state is the answer.</summary>
    public Task<ReadResult?> ReadAsync(
        ResourceOperation operation,
        string id,
        PropertyMap inputs,
        PropertyMap outputs,
        CancellationToken cancellation
    ) => Task.FromResult<ReadResult?>(new(id, WithSecrets(inputs), WithSecrets(outputs)));

    public Task<ResourceState> UpdateAsync(
        ResourceOperation operation,
        string id,
        PropertyMap oldInputs,
        PropertyMap oldOutputs,
        PropertyMap newInputs,
        CancellationToken cancellation
    ) =>
        RunAsync(
            operation,
            id,
            newInputs.Text("update") ?? newInputs.Text("create"),
            newInputs.With("stdout", oldOutputs["stdout"]).With("stderr", oldOutputs["stderr"]),
            cancellation
        );

    /// <summary>Runs the recorded delete command over the recorded connection.</summary>
    public async Task DeleteAsync(
        ResourceOperation operation,
        string id,
        PropertyMap inputs,
        PropertyMap outputs,
        CancellationToken cancellation
    ) => await RunAsync(operation, id, outputs.Text("delete"), outputs, cancellation);

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap arguments, CancellationToken cancellation) =>
        throw new ProviderException($"function {token} is not supported locally; use a resource of type {Remote} or {Local}");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal static PropertyMap WithSecrets(PropertyMap map) =>
        map.ContainsKey("connection") ? map.With("connection", map["connection"].ToSecret()) : map;

    private async Task<ResourceState> RunAsync(
        ResourceOperation operation,
        string id,
        string? text,
        PropertyMap state,
        CancellationToken cancellation
    )
    {
        var printed = text is null
            ? new Printed(state.Text("stdout") ?? "", state.Text("stderr") ?? "")
            : await ShellOf(operation.Resource).RunAsync(text, state, operation, cancellation);
        return new(id, WithSecrets(state).With("stdout", printed.Stdout).With("stderr", printed.Stderr));
    }

    private IShell ShellOf(ResourceIdentity resource) => resource.Type == Remote ? remote : local;
}
