using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>Reads swarm:proxy, swarm:noProxy, swarm:aptMirror and swarm:caCertificates.</summary>
internal static partial class NetworkReader
{
    /// <summary>The settings; what is wrong with them is reported.</summary>
    public static NetworkSettings Read(
        SettingsReader reader,
        HostsSettings hosts,
        OverlaySettings overlay,
        string projectDirectory,
        IReadOnlyCollection<string> secretKeys
    )
    {
        var proxy = Proxy(reader);
        var noProxy = NoProxy(reader);
        // The range of an existing VPC is not known as long as the configuration is read, and is a part of what the nodes have.
        if (proxy is not null && hosts is AwsSettings { Existing: { } existing } && !noProxy.Any(name => Cidr.TryParse(name, out _)))
        {
            reader.Report(
                SettingsTable.NoProxy,
                noProxy.Count == 0 ? "nothing" : SettingsReader.Quoted(string.Join(',', noProxy)),
                $"the range of {existing.Id} among the names, since {SettingsTable.Proxy.Key} is set and the nodes reach each other without a proxy",
                $"`aws ec2 describe-vpcs --vpc-ids {existing.Id}` shows the range. {SettingsTable.NoProxy.Set(string.Join(',', noProxy.Append("10.0.0.0/16")))}"
            );
        }

        return new(
            proxy,
            secretKeys.Contains(SettingsTable.Proxy.Name),
            [.. Own(hosts, overlay).Concat(noProxy).Distinct()],
            reader.Text(SettingsTable.AptMirror)?.TrimEnd('/'),
            [.. reader.List(SettingsTable.CaCertificates).SelectMany(path => Certificates(reader, path, projectDirectory)).Distinct()]
        );
    }

    // No message shows it: it may hold a password.
    private static string? Proxy(SettingsReader reader)
    {
        var proxy = reader.Configured(SettingsTable.Proxy);
        if (proxy is not null && !SettingsTable.Proxy.Allows(proxy))
        {
            reader.Report(
                SettingsTable.Proxy,
                "an address of another form",
                SettingsTable.Proxy.Allowed,
                $"Run `pulumi config set --secret {SettingsTable.Proxy.Key} http://NAME:PASSWORD@HOST:PORT`, where letters other than a to z, digits and hyphens are written as in %40 for @."
            );
        }

        return proxy;
    }

    private static IReadOnlyList<string> NoProxy(SettingsReader reader)
    {
        var names = reader.List(SettingsTable.NoProxy);
        foreach (var name in names.Where(name => !SettingsTable.NoProxy.Allows(name)))
        {
            reader.Report(SettingsTable.NoProxy, SettingsReader.Quoted(name), SettingsTable.NoProxy.Allowed, "Correct or remove it.");
        }

        return names;
    }

    // The engine would ask managers through the proxy, which knows none of them. A worker asks no other: a new one changes nothing here.
    private static IEnumerable<string> Own(HostsSettings hosts, OverlaySettings overlay) =>
        [
            "localhost",
            "127.0.0.0/8",
            .. hosts is AwsSettings aws
                ? ["169.254.169.254", .. aws.Vpc is { } vpc ? [$"{vpc}"] : Array.Empty<string>()]
                : hosts
                    .Nodes.OfType<ExistingHostSettings>()
                    .Where(host => host.Role == NodeRole.Manager)
                    .Select(host => host.PrivateAddress),
            $"{overlay.Pool}",
        ];

    private static IEnumerable<string> Certificates(SettingsReader reader, string path, string projectDirectory)
    {
        try
        {
            var file = Path.Combine(
                projectDirectory,
                NamedFile.Expand(path, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile))
            );
            var found = Blocks().Matches(File.ReadAllText(file)).Select(block => block.Value.ReplaceLineEndings("\n")).ToArray();
            foreach (var one in found)
            {
                using var certificate = X509Certificate2.CreateFromPem(one);
            }

            if (found.Length > 0)
            {
                return found;
            }

            Report("which has no certificate in PEM format");
        }
        catch (CryptographicException)
        {
            Report("which is damaged");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Report(NamedFile.WhyUnread(exception));
        }

        return [];

        void Report(string problem) =>
            reader.Report(
                SettingsTable.CaCertificates,
                $"{SettingsReader.Quoted(path)}, {problem}",
                SettingsTable.CaCertificates.Allowed,
                "Name another file, or convert a copy with `openssl x509 -inform der -in FILE -out FILE.pem`."
            );
    }

    [GeneratedRegex("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----")]
    private static partial Regex Blocks();
}
