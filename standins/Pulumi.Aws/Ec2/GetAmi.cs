namespace Pulumi.Aws.Ec2;

/// <summary>Looks up a machine image.</summary>
public static class GetAmi
{
    private const string Token = "aws:ec2/getAmi:getAmi";

    public static Task<GetAmiResult> InvokeAsync(GetAmiArgs? args = null, InvokeOptions? options = null) =>
        Deployment.Instance.InvokeAsync<GetAmiResult>(Token, args ?? new GetAmiArgs(), Package.Options(options));
}

/// <summary>The arguments of <see cref="GetAmi"/>.</summary>
public sealed class GetAmiArgs : InvokeArgs
{
    [Input("filters")]
    private List<Inputs.GetAmiFilterArgs>? _filters;

    /// <summary>Conditions that the image meets, all of them.</summary>
    public List<Inputs.GetAmiFilterArgs> Filters
    {
        get => _filters ??= [];
        set => _filters = value;
    }

    /// <summary>Whether images that their publisher advises against are found too; default false.</summary>
    [Input("includeDeprecated")]
    public bool? IncludeDeprecated { get; set; }

    /// <summary>Whether the newest is taken where several are found; default false, an error.</summary>
    [Input("mostRecent")]
    public bool? MostRecent { get; set; }

    [Input("owners")]
    private List<string>? _owners;

    /// <summary>The accounts that may own it, by number, or self, amazon, aws-marketplace.</summary>
    public List<string> Owners
    {
        get => _owners ??= [];
        set => _owners = value;
    }
}

/// <summary>The image that was found.</summary>
[OutputType]
public sealed class GetAmiResult
{
    /// <summary>The processor that it is for, such as x86_64 or arm64.</summary>
    public readonly string Architecture;

    /// <summary>The image's id.</summary>
    public readonly string Id;

    [OutputConstructor]
    private GetAmiResult(string architecture, string id)
    {
        Architecture = architecture;
        Id = id;
    }
}
