using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi;

/// <summary>The root of all resources of a run; its outputs are the stack's outputs.</summary>
public class Stack : ComponentResource
{
    internal const string RootType = "pulumi:pulumi:Stack";

    /// <summary>Registers the stack; subclasses declare their resources in their constructors.</summary>
    public Stack(StackOptions? options = null)
        : base(RootType, RootName(), ToComponentOptions(options))
    {
        Deployment.Required.Stack = this;
    }

    /// <summary>A stack whose resources and outputs come from a function.</summary>
    internal Stack(Func<Task<IDictionary<string, object?>>> declare, StackOptions? options)
        : this(options)
    {
        Outputs = Output.Create(DeclareAsync(declare));
        RegisterOutputs(Outputs);
    }

    /// <summary>What the stack gives to the outside.</summary>
    internal Output<IDictionary<string, object?>> Outputs { get; private set; } =
        Output.Create<IDictionary<string, object?>>(ImmutableDictionary<string, object?>.Empty);

    /// <summary>Takes the properties that a subclass marked with <see cref="OutputAttribute"/> as the stack's outputs.</summary>
    internal void RegisterPropertyOutputs()
    {
        var outputs = (
            from property in GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            let output = property.GetCustomAttribute<OutputAttribute>()
            where output != null && property.DeclaringType?.IsAssignableFrom(typeof(Stack)) != true
            select KeyValuePair.Create(output.Name ?? property.Name, property.GetValue(this))
        ).ToList();
        var unset = outputs.Where(output => output.Value == null).Select(output => output.Key).ToList();
        if (unset.Count > 0)
        {
            throw new RunException(
                $"Output(s) '{string.Join(", ", unset)}' have no value assigned. "
                    + "[Output] attributed properties must be assigned inside Stack constructor."
            );
        }
        var wrong = outputs.Where(output => output.Value is not IOutput).Select(output => output.Key).ToList();
        if (wrong.Count > 0)
        {
            throw RunException.OutputsHaveIncorrectType(wrong);
        }
        Outputs = Output.Create<IDictionary<string, object?>>(outputs.ToDictionary());
        RegisterOutputs(Outputs);
    }

    private static string RootName() => $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}";

    private static ComponentResourceOptions? ToComponentOptions(StackOptions? options) =>
        options == null ? null : new() { ResourceTransformations = options.ResourceTransformations };

    private static async Task<IDictionary<string, object?>> DeclareAsync(Func<Task<IDictionary<string, object?>>> declare) =>
        (await declare().ConfigureAwait(false)).ToImmutableDictionary();
}
