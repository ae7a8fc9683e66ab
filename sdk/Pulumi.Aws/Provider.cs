namespace Pulumi.Aws;

/// <summary>An AWS account and region to work in; the default provider reads the same from the configuration aws:*.</summary>
public class Provider : ProviderResource
{
    public Provider(string name, ProviderArgs? args = null, CustomResourceOptions? options = null)
        : base("aws", name, args ?? new ProviderArgs(), Package.Options(options, new CustomResourceOptions { AdditionalSecretOutputs = { "accessKey", "secretKey", "token" } }))
    {
    }

    [Output("profile")]
    public Output<string?> Profile { get; private set; } = null!;

    [Output("region")]
    public Output<string?> Region { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="Provider"/>.</summary>
public sealed class ProviderArgs : ResourceArgs
{
    /// <summary>The profile of the AWS configuration files.</summary>
    [Input("profile")]
    public Input<string>? Profile { get; set; }

    /// <summary>The region, such as eu-central-1.</summary>
    [Input("region")]
    public Input<string>? Region { get; set; } =
        (Environment.GetEnvironmentVariable("AWS_REGION") ?? Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION")) is { } region ? region : (Input<string>?)null;

    /// <summary>Tags of every resource that can have some.</summary>
    [Input("defaultTags", json: true)]
    public Input<Inputs.ProviderDefaultTagsArgs>? DefaultTags { get; set; }

    /// <summary>Whether a region that the provider does not know is taken; default true.</summary>
    [Input("skipRegionValidation", json: true)]
    public Input<bool>? SkipRegionValidation { get; set; } = true;

    /// <summary>Whether credentials are used without asking AWS about them first; default false.</summary>
    [Input("skipCredentialsValidation", json: true)]
    public Input<bool>? SkipCredentialsValidation { get; set; } = false;
}
