namespace Local.Providers.Contract;

/// <summary>
/// What the runner asks of a package: the operations of Pulumi's provider protocol, for the resource types that the program uses.
/// All maps come revealed (no secret marks) and leave so, but for values that a provider itself marks secret.
/// </summary>
public interface IProvider : IAsyncDisposable
{
    /// <summary>The resource type tokens that this provider handles, such as <c>aws:ec2/instance:Instance</c>.</summary>
    IReadOnlySet<string> Types { get; }

    /// <summary>Validates inputs, fills defaults and automatic names (kept from <paramref name="oldInputs"/> where there are any). Touches nothing.</summary>
    CheckResult Check(ResourceIdentity resource, PropertyMap? oldInputs, PropertyMap newInputs);

    /// <summary>Compares; touches nothing. Inputs may contain unknowns.</summary>
    DiffResult Diff(ResourceIdentity resource, string id, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap newInputs);

    Task<ResourceState> CreateAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation);

    /// <summary>
    /// Looks for what a create that was killed half-way left behind, so that it is adopted or cleared and never made twice.
    /// Null: nothing is there, or what is there does no harm to a new create.
    /// </summary>
    Task<ResourceState?> RecoverAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation);

    /// <summary>What is there already under the name that the inputs say, whoever made it, so that a stack can take it over; null: nothing, or nothing that has a name.</summary>
    Task<ReadResult?> FindAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation) =>
        Task.FromResult<ReadResult?>(null);

    /// <summary>What is really there; null when it is gone.</summary>
    Task<ReadResult?> ReadAsync(
        ResourceOperation operation,
        string id,
        PropertyMap inputs,
        PropertyMap outputs,
        CancellationToken cancellation
    );

    Task<ResourceState> UpdateAsync(
        ResourceOperation operation,
        string id,
        PropertyMap oldInputs,
        PropertyMap oldOutputs,
        PropertyMap newInputs,
        CancellationToken cancellation
    );

    /// <summary>Deletes. Whether one that is gone already is an error is for the provider to say, as the genuine one does.</summary>
    Task DeleteAsync(ResourceOperation operation, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken cancellation);

    /// <summary>A function of the package, such as <c>aws:ec2/getAmi:getAmi</c>.</summary>
    Task<PropertyMap> InvokeAsync(string token, PropertyMap arguments, CancellationToken cancellation);
}

/// <summary>Makes providers of one package, one for each provider resource of the program (or the default one, configured from the stack's configuration).</summary>
public interface IProviderFactory
{
    /// <summary>The package, such as <c>docker</c>.</summary>
    string Package { get; }

    /// <summary>Null when the configuration is fine, else what is wrong with it. Values may be unknown.</summary>
    IReadOnlyList<CheckFailure> CheckConfig(PropertyMap config);

    /// <summary>
    /// What a changed configuration means for the resources of a provider: any <see cref="DiffResult.Replaces"/> needs new ones. Touches nothing; values may be
    /// unknown. Default, and what the genuine docker, command and tls providers answer: the resources stay.
    /// </summary>
    DiffResult DiffConfig(PropertyMap oldConfig, PropertyMap newConfig) => DiffResult.None;

    /// <summary>The outputs of a resource as the genuine provider would have recorded them, for a state that goes to the Pulumi CLI. Default: as they are.</summary>
    PropertyMap Exported(string type, PropertyMap inputs, PropertyMap outputs) => outputs;

    /// <summary>A provider for this configuration. Opens no connection before one is needed. <paramref name="config"/> may contain unknowns during a preview.</summary>
    IProvider Create(PropertyMap config);
}

/// <summary>Which resource an operation is about. <paramref name="Name"/> is the logical name, <paramref name="Urn"/> is unique within the stack.</summary>
public sealed record ResourceIdentity(string Urn, string Type, string Name);

/// <summary>An operation under way: whom it is for, where its words go, and its bound.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Status">Takes a short word on what is being waited for; shown live and then forgotten.</param>
/// <param name="Log">Takes a line that the user should keep: a warning, a command's output.</param>
/// <param name="Timeout">The program's custom timeout for this operation; null: the provider's own.</param>
public sealed record ResourceOperation(ResourceIdentity Resource, Action<string> Status, Action<LogLevel, string> Log, TimeSpan? Timeout);

/// <summary>How serious a line is.</summary>
public enum LogLevel
{
    Info,
    Warning,
    Error,
}

/// <summary>What is wrong with one input; <paramref name="Property"/> is its wire path, empty when it concerns the whole resource.</summary>
public sealed record CheckFailure(string Property, string Reason);

public sealed record CheckResult(PropertyMap Inputs, IReadOnlyList<CheckFailure> Failures);

/// <summary>A comparison's answer.</summary>
/// <param name="Changes">The top-level inputs that changed; empty: nothing changed.</param>
/// <param name="Replaces">Those of them that need a replacement.</param>
/// <param name="DeleteBeforeReplace">The old one must go before the new one is made (names or addresses collide).</param>
public sealed record DiffResult(IReadOnlyList<string> Changes, IReadOnlyList<string> Replaces, bool DeleteBeforeReplace)
{
    internal static DiffResult None { get; } = new([], [], false);

    /// <summary>Outputs that an update may change, so that a preview shows them as unknown; default none.</summary>
    public IReadOnlyList<string> MayChange { get; init; } = [];
}

/// <summary>A resource as it is after an operation. <paramref name="Outputs"/> hold the inputs too, as Pulumi's providers answer.</summary>
public sealed record ResourceState(string Id, PropertyMap Outputs);

/// <summary>What a refresh found: the inputs as they would have to be to describe what is there, and the outputs.</summary>
public sealed record ReadResult(string Id, PropertyMap Inputs, PropertyMap Outputs);

/// <summary>An operation failed in a way that the user should read: one sentence on what, and what to do next.</summary>
/// <param name="message">The message, whole.</param>
/// <param name="inner">The cause.</param>
public sealed class ProviderException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Set when the resource was made all the same (half-way), so that the state must know it.</summary>
    public ResourceState? Partial { get; init; }
}
