using System.Collections.Immutable;
using Pulumi.Running;

namespace Pulumi;

/// <summary>Anything that a program declares: a thing at a provider, a component of such, or the stack itself.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly bool? _protect;
    private ImmutableList<Resource> _children = [];
    private readonly ImmutableArray<ResourceTransformation> _transformations = [];
    private readonly ImmutableDictionary<string, ProviderResource> _providers = ImmutableDictionary<string, ProviderResource>.Empty;

    /// <summary>A stand-in for a resource of which only the URN is known; it registers nothing.</summary>
    private protected Resource(string type, string name)
    {
        _type = type;
        _name = name;
    }

    private protected Resource(string type, string name, bool custom, ResourceArgs args, ResourceOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(name);
        _type = type;
        _name = name;
        var context = Deployment.Required;
        var outputs = ResourceOutputs.Assign(this, urnOnly: !custom && options.Urn == null);

        var parent = type == Stack.RootType ? null : options.Parent ?? (options.Urn != null ? null : context.Stack);
        _transformations = [.. options.ResourceTransformations, .. parent?._transformations ?? []];
        (args, options) = Transform(args, options);
        options = options.Clone();
        if (options is ComponentResourceOptions { Provider: not null, Providers.Count: > 0 })
        {
            throw new ResourceException("Do not supply both 'provider' and 'providers' options to a ComponentResource.", options.Parent);
        }
        if (options.Parent is { } declared)
        {
            declared.AddChild(this);
            options.Protect ??= declared._protect;
            _providers = declared._providers;
        }
        _protect = options.Protect;
        if (custom && options.Provider == null)
        {
            options.Provider = options.Parent?.GetProvider(type);
        }
        else
        {
            _providers = _providers.SetItems(Providers(type, custom, options));
        }
        context.Work.Add(Registration.CompleteAsync(context, this, args, options, outputs));
    }

    /// <summary>The resource's unique name in the engine.</summary>
    [Output("urn")]
    public Output<string> Urn { get; private protected set; } = null!;

    /// <summary>The resources that named this one as their parent; in the order of their declaration.</summary>
    internal ImmutableList<Resource> Children => _children;

    /// <summary>The type that the resource is registered as.</summary>
    public string GetResourceType() => _type;

    /// <summary>The resource's name in the program.</summary>
    public string GetResourceName() => _name;

    /// <summary>The provider that a child of this type (package:module:Name) uses unless it names one.</summary>
    internal ProviderResource? GetProvider(string type) =>
        type.Split(':') is [var package, _, _] ? _providers.GetValueOrDefault(package) : null;

    private static IEnumerable<KeyValuePair<string, ProviderResource>> Providers(string type, bool custom, ResourceOptions options)
    {
        if (custom)
        {
            return type.Split(':') is [var package, _, _] ? [KeyValuePair.Create(package, options.Provider!)] : [];
        }
        var all = options.Provider is { } single ? [single] : ((ComponentResourceOptions)options).Providers;
        return all.Select(provider => KeyValuePair.Create(provider.Package, provider));
    }

    private (ResourceArgs Args, ResourceOptions Options) Transform(ResourceArgs args, ResourceOptions options)
    {
        foreach (var transformation in _transformations)
        {
            if (transformation(new ResourceTransformationArgs(this, args, options)) is { } result)
            {
                if (result.Options.Parent != options.Parent)
                {
                    throw new ArgumentException("Transformations cannot currently be used to change the 'parent' of a resource.");
                }
                (args, options) = (result.Args, result.Options);
            }
        }
        return (args, options);
    }

    private void AddChild(Resource child) => ImmutableInterlocked.Update(ref _children, children => children.Add(child));
}
