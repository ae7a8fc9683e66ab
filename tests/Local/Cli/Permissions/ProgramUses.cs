using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Infra;
using Local.Providers.Aws;
using Pulumi;
using Tests.Infra;

namespace Tests.Local.Cli.Permissions;

/// <summary>What the program uses of AWS.</summary>
internal static class ProgramUses
{
    /// <summary>Of what a run on mocks has declared and called.</summary>
    public static IReadOnlyList<AwsUse> Of(RecordingMocks mocks) =>
        [
            .. mocks
                .Registered.Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal))
                .Select(resource => new AwsUse(resource.Type, resource.Name, resource.Inputs.Keys.ToHashSet())
                {
                    PolicyArn = resource.Inputs.GetValueOrDefault("policyArn") as string,
                }),
            .. mocks.Called.Select(token => new AwsUse(token, "", new HashSet<string>())),
        ];

    /// <summary>The tokens of all types and functions of the package that the program could use, by the references in its assembly.</summary>
    public static IReadOnlySet<string> Tokens()
    {
        using var file = new PEReader(File.OpenRead(typeof(SwarmStack).Assembly.Location));
        var metadata = file.GetMetadataReader();
        return metadata
            .TypeReferences.Select(metadata.GetTypeReference)
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")
            .Where(name => name.StartsWith("Pulumi.Aws.", StringComparison.Ordinal))
            .Select(name => typeof(global::Pulumi.Aws.Ec2.Instance).Assembly.GetType(name)!)
            .Select(type =>
                type.IsSubclassOf(typeof(CustomResource)) ? Token(type, type.Name)
                : type.GetMethods().Any(method => method.Name is "Invoke" or "InvokeAsync") ? Token(type, Small(type.Name))
                : null
            )
            .OfType<string>()
            .ToHashSet();
    }

    private static string Token(Type type, string name)
    {
        var module = type.Namespace == "Pulumi.Aws" ? "index" : type.Namespace!["Pulumi.Aws.".Length..].ToLowerInvariant();
        return $"aws:{module}/{Small(name)}:{name}";
    }

    private static string Small(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
