using Pulumi.Running;

namespace Pulumi;

/// <summary>The run that the program is part of.</summary>
public sealed class DeploymentInstance
{
    internal DeploymentInstance(RunContext context) => Context = context;

    public string OrganizationName => Context.Organization;

    public string ProjectName => Context.Project;

    public string StackName => Context.StackName;

    /// <summary>The directory of Pulumi.yaml.</summary>
    /// <exception cref="InvalidOperationException">Whoever started the program did not say.</exception>
    public string RootDirectory =>
        Context.RootDirectory
        ?? throw new InvalidOperationException("The Pulumi CLI version does not support root directory. Please update the Pulumi CLI.");

    /// <summary>Whether this is a preview: nothing is changed, and what only a change would tell is unknown.</summary>
    public bool IsDryRun => Context.IsDryRun;

    internal RunContext Context { get; }

    /// <summary>Asks a provider; the answer is unknown while an argument or a dependency is.</summary>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        new(Invocation.ToOutputAsync<T>(Context, token, args, options));

    /// <inheritdoc cref="Invoke{T}(string, InvokeArgs, InvokeOptions)"/>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options) =>
        new(Invocation.ToOutputAsync<T>(Context, token, args, options));

    /// <summary>Asks a provider at once, with arguments that are known.</summary>
    public Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        Invocation.ToTaskAsync<T>(Context, token, args, options);

    /// <inheritdoc cref="InvokeAsync{T}"/>
    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options = null) =>
        Invocation.ToTaskAsync<object>(Context, token, args, options);
}
