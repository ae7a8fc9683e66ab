using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Local.Providers.Contract;
using Local.Runner.Deployments.Registering;
using Local.Runner.Resources;
using Local.Runner.State;
using Pulumirpc;
using WireAlias = Pulumirpc.Alias;

namespace Local.Runner.Protocol;

/// <summary>Reads what a program asks for out of the protocol's requests, and refuses what this runner does not know.</summary>
internal static partial class GoalReader
{
    public static Goal Read(RegisterResourceRequest request)
    {
        var subject = $"{request.Type} \"{request.Name}\"";
        Strictness.RefuseUnknownFields(request);
        Strictness.RefuseSet(
            request,
            subject,
            "importId",
            "remote",
            "pluginDownloadURL",
            "pluginChecksums",
            "transforms",
            "packageRef",
            "hooks",
            "hideDiffs",
            "replace_with",
            "snippetId",
            "envVarMappings",
            "state_migrations"
        );
        if (request.Custom && request.Type.Split(':').Length != 3)
        {
            throw new UnsupportedException($"{subject} has a type that is not of the form package:module:Type. Correct the type.");
        }

        var inputs = WireValues.Read(request.Object);
        return new Goal
        {
            Type = request.Type,
            Name = request.Name,
            Custom = request.Custom,
            Parent = request.Parent,
            Inputs = inputs,
            Provider = request.Custom ? ReadProvider(request) : "",
            Version = request.Version,
            Dependencies = [.. request.Dependencies.Order(StringComparer.Ordinal)],
            PropertyDependencies =
                request.PropertyDependencies.Count == 0
                    ? inputs.Keys.ToImmutableSortedDictionary(
                        key => key,
                        _ => request.Dependencies.Order(StringComparer.Ordinal).ToImmutableArray(),
                        StringComparer.Ordinal
                    )
                    : request.PropertyDependencies.ToImmutableSortedDictionary(
                        property => property.Key,
                        property => property.Value.Urns.Order(StringComparer.Ordinal).ToImmutableArray(),
                        StringComparer.Ordinal
                    ),
            Protect = request.HasProtect ? request.Protect : null,
            RetainOnDelete = request.HasRetainOnDelete ? request.RetainOnDelete : null,
            DeletedWith = request.DeletedWith,
            DeleteBeforeReplace = request.DeleteBeforeReplaceDefined || request.DeleteBeforeReplace ? request.DeleteBeforeReplace : null,
            IgnoreChanges = [.. request.IgnoreChanges],
            ReplaceOnChanges = [.. request.ReplaceOnChanges],
            ReplacementTrigger = request.ReplacementTrigger is { } trigger ? WireValues.Read(trigger) : PropertyValue.Null,
            AdditionalSecretOutputs = [.. request.AdditionalSecretOutputs],
            CustomTimeouts = ReadTimeouts(request.CustomTimeouts, subject),
            Aliases =
            [
                .. request.AliasURNs.Select(urn => new Deployments.Registering.Alias { Urn = urn }),
                .. request.Aliases.Select(Read),
            ],
        };
    }

    public static Goal Read(ReadResourceRequest request)
    {
        Strictness.RefuseUnknownFields(request);
        Strictness.RefuseSet(request, $"{request.Type} \"{request.Name}\"", "pluginDownloadURL", "pluginChecksums", "packageRef");
        return new Goal
        {
            Type = request.Type,
            Name = request.Name,
            Custom = true,
            Parent = request.Parent,
            Inputs = WireValues.Read(request.Properties),
            Provider = request.Provider,
            Version = request.Version,
            Dependencies = [.. request.Dependencies.Order(StringComparer.Ordinal)],
            AdditionalSecretOutputs = [.. request.AdditionalSecretOutputs],
        };
    }

    /// <summary>A provider given for its package, else the one among the component's providers.</summary>
    private static string ReadProvider(RegisterResourceRequest request) =>
        request.Provider.Length > 0 ? request.Provider : request.Providers.GetValueOrDefault(Urn.Package(request.Type), "");

    private static Deployments.Registering.Alias Read(WireAlias alias) =>
        alias.AliasCase == WireAlias.AliasOneofCase.Urn
            ? new Deployments.Registering.Alias { Urn = alias.Urn }
            : new Deployments.Registering.Alias
            {
                Name = alias.Spec.Name,
                Type = alias.Spec.Type,
                Stack = alias.Spec.Stack,
                Project = alias.Spec.Project,
                Parent = alias.Spec.ParentUrn,
                NoParent = alias.Spec.NoParent,
            };

    private static CustomTimeouts? ReadTimeouts(RegisterResourceRequest.Types.CustomTimeouts? timeouts, string subject)
    {
        var read = timeouts is null
            ? null
            : new CustomTimeouts(
                Seconds(timeouts.Create, subject),
                Seconds(timeouts.Update, subject),
                Seconds(timeouts.Delete, subject),
                Seconds(timeouts.Read, subject)
            );
        return read == new CustomTimeouts(null, null, null, null) ? null : read;
    }

    /// <summary>The seconds of a duration such as <c>1h30m</c>, <c>90s</c> or <c>1.5m</c>.</summary>
    private static double? Seconds(string duration, string subject)
    {
        if (duration.Length == 0)
        {
            return null;
        }

        return Durations().Match(duration) is { Success: true } match
            ? match
                .Groups["part"]
                .Captures.Sum(part =>
                    double.Parse(part.Value.TrimEnd('h', 'm', 's', 'n', 'u', 'µ'), CultureInfo.InvariantCulture) * Unit(part.Value)
                )
            : throw new UnsupportedException($"{subject} has the timeout \"{duration}\"; write a duration such as 90s, 10m or 1h30m.");
    }

    private static double Unit(string part) =>
        part switch
        {
            _ when part.EndsWith("ns", StringComparison.Ordinal) => 1e-9,
            _ when part.EndsWith("us", StringComparison.Ordinal) || part.EndsWith("µs", StringComparison.Ordinal) => 1e-6,
            _ when part.EndsWith("ms", StringComparison.Ordinal) => 1e-3,
            _ when part.EndsWith('h') => 3600,
            _ when part.EndsWith('m') => 60,
            _ => 1,
        };

    [GeneratedRegex("^(?<part>[0-9]+(\\.[0-9]+)?(ns|us|µs|ms|h|m|s))+$")]
    private static partial Regex Durations();
}
