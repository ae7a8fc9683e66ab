using System.Collections.Concurrent;
using Pulumi;
using Pulumi.Utilities;
using RemoteCommandArgs = Pulumi.Command.Remote.CommandArgs;

namespace Tests.Infra;

/// <summary>One resource as the program declared it.</summary>
internal sealed record Declaration(Resource Resource, ResourceArgs? Args, ResourceOptions Options)
{
    public string Name => Resource.GetResourceName();

    public CustomResourceOptions Custom => (CustomResourceOptions)Options;
}

/// <summary>What the mocks never see: the options of every resource, recorded by a transformation.</summary>
internal sealed class Declarations
{
    private readonly ConcurrentQueue<Declaration> _all = new();

    /// <summary>Every resource once, in the order of declaration; the stack itself is none of them.</summary>
    public IReadOnlyList<Declaration> All => [.. _all];

    public Declaration this[string type, string name] => _all.Single(one => one.Resource.GetResourceType() == type && one.Name == name);

    public IEnumerable<Declaration> OfType(string type) => _all.Where(one => one.Resource.GetResourceType() == type);

    public ResourceTransformationResult? Record(ResourceTransformationArgs visit)
    {
        if (visit.Resource is not Stack)
        {
            _all.Enqueue(new Declaration(visit.Resource, visit.Args, visit.Options));
        }

        return null;
    }

    /// <summary>
    /// What has to be there before a resource: what it or the component that it is part of depends on by options and, for remote commands, by inputs;
    /// components stand for their children.
    /// </summary>
    public async Task<IReadOnlySet<Resource>> Before(Declaration declaration)
    {
        var found = new HashSet<Resource>(await OutputUtilities.GetValueAsync(declaration.Options.DependsOn.ToOutput()));
        // A part is registered when the whole is.
        if (_all.FirstOrDefault(one => one.Resource == declaration.Options.Parent) is { } whole)
        {
            found.UnionWith(await OutputUtilities.GetValueAsync(whole.Options.DependsOn.ToOutput()));
        }

        if (declaration.Args is RemoteCommandArgs command)
        {
            found.UnionWith(await Behind(command.Connection!));
            found.UnionWith(await Behind(command.Triggers));
            if (command.Stdin is { } input)
            {
                found.UnionWith(await Behind(input));
            }
        }

        return found.SelectMany(WithChildren).ToHashSet();
    }

    private static async Task<IEnumerable<Resource>> Behind<T>(Input<T> input) =>
        await OutputUtilities.GetDependenciesAsync(input.ToOutput());

    private IEnumerable<Resource> WithChildren(Resource resource) =>
        _all.Where(one => one.Options.Parent == resource).SelectMany(one => WithChildren(one.Resource)).Prepend(resource);
}
