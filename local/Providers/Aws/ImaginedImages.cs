using System.Collections.Concurrent;
using Local.Providers.Contract;

namespace Local.Providers.Aws;

/// <summary>
/// Images of AWS, none of which is on this computer, while a plan wants to know: one that is asked for by its id has the processor that the plan's instance types have,
/// so that a plan is never refused for something that was made up here.
/// </summary>
internal sealed class ImaginedImages
{
    private readonly ConcurrentDictionary<string, bool> _processors = new();

    /// <summary>What an instance type is.</summary>
    public PropertyMap Type(string region, PropertyMap arguments)
    {
        var type = AwsFunctions.GetInstanceType(region, arguments);
        foreach (var processor in type.Texts("supportedArchitectures"))
        {
            _processors[processor] = true;
        }

        return type;
    }

    /// <summary>The image that is asked for; an error where it may be of one processor or of another.</summary>
    public PropertyMap Image(string region, PropertyMap arguments)
    {
        if (AwsFunctions.Filter(arguments, "image-id") is not { } id)
        {
            return AwsFunctions.GetAmi(region, arguments);
        }

        return _processors.Keys.ToArray() switch
        {
            [] => AwsFunctions.GetAmi(region, arguments),
            [var processor] => AwsFunctions.GetAmi(region, arguments).With("architecture", processor),
            _ => throw new ProviderException($"nothing of AWS is looked up here, and {id} may be for either processor of this stack"),
        };
    }
}
