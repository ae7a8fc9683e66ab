using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Tests.Local;

/// <summary>Public means used from another assembly; tests do not count.</summary>
public sealed class PublicTypesTests
{
    private static readonly string[] _assemblies = ["Local.Machines", "Local.Providers", "Local.Runner", "swarm", "bench"];

    [Fact]
    public void Every_public_type_is_used_from_another_assembly()
    {
        var used = _assemblies.SelectMany(UsedBy).ToHashSet();

        Assert.Empty(
            _assemblies
                .Select(Assembly.Load)
                .SelectMany(assembly => assembly.GetExportedTypes())
                // ASP.NET makes the Program of a file of statements public.
                .Where(type => !type.IsNested && type.FullName != "Program")
                .Select(type => type.FullName)
                .Except(used)
        );
    }

    private static List<string> UsedBy(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Assembly.Load(assembly).Location));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata
                .TypeReferences.Select(metadata.GetTypeReference)
                .Where(type => type.ResolutionScope.Kind == HandleKind.AssemblyReference)
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"),
        ];
    }
}
