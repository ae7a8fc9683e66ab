using Local.Providers.Contract;

namespace Local.Providers.Command;

/// <summary>How a remote command reaches its host: the resource's <c>connection</c>.</summary>
internal sealed record RemoteConnection(
    string Host,
    int Port,
    string User,
    string? PrivateKey,
    string? PrivateKeyPassword,
    string? Password,
    HostKey HostKey,
    int DialErrorLimit,
    TimeSpan PerDialTimeout,
    RemoteConnection? Proxy
)
{
    private static readonly PropertyMap _defaults = PropertyMap
        .Empty.With("user", "root")
        .With("port", 22)
        .With("dialErrorLimit", 10)
        .With("perDialTimeout", 15);

    private static readonly HashSet<string> _known =
    [
        "host",
        "port",
        "user",
        "privateKey",
        "privateKeyPassword",
        "password",
        "hostKey",
        "dialErrorLimit",
        "perDialTimeout",
        "proxy",
    ];

    /// <summary>Fills the genuine defaults and finds what is wrong; members may be unknown.</summary>
    public static PropertyMap Check(PropertyMap connection, List<CheckFailure> failures)
    {
        var filled = Check(connection, "connection", failures);
        return filled["proxy"].Kind == PropertyKind.Map
            ? filled.With("proxy", Check(filled["proxy"].AsMap, "connection.proxy", failures))
            : filled;
    }

    private static PropertyMap Check(PropertyMap connection, string path, List<CheckFailure> failures)
    {
        string[] known = [.. _known.Where(key => key != "proxy" || path == "connection")];
        foreach (var key in connection.Keys.Where(key => !known.Contains(key)))
        {
            failures.Add(new($"{path}.{key}", $"{path}.{key} is not supported locally; supported are {string.Join(", ", known)}"));
        }

        var host = connection["host"];
        if (host.Kind == PropertyKind.Null)
        {
            failures.Add(new($"{path}.host", $"{path}.host is missing; name the address of the host"));
        }

        if (connection["hostKey"].Kind == PropertyKind.Null)
        {
            failures.Add(
                new(
                    $"{path}.hostKey",
                    $"{path}.hostKey is missing: no connection is made to {host} without a pinned host key; set it to the host's public key, such as \"ssh-ed25519 AAAA…\""
                )
            );
        }
        else if (connection["hostKey"] is { Kind: PropertyKind.String } line && HostKey.Parse(line.AsString) is null)
        {
            failures.Add(new($"{path}.hostKey", $"{path}.hostKey is \"{line}\"; it must be a public key, such as \"ssh-ed25519 AAAA…\""));
        }

        if (connection["privateKey"].Kind == PropertyKind.Null && connection["password"].Kind == PropertyKind.Null)
        {
            failures.Add(new($"{path}.privateKey", $"{path} has neither privateKey nor password to log in to {host} with; set one"));
        }

        return _defaults.Aggregate(connection, (filled, item) =>
            filled[item.Key].Kind == PropertyKind.Null ? filled.With(item.Key, item.Value) : filled
        );
    }

    /// <summary>The connection of a resource that was checked.</summary>
    public static RemoteConnection Of(PropertyMap state) => Of(Check(state.Map("connection") ?? PropertyMap.Empty, []), "connection");

    private static RemoteConnection Of(PropertyMap connection, string path)
    {
        var host = connection.Text("host") ?? throw new ProviderException($"{path}.host is missing; name the address of the host");
        return new(
            host,
            connection.Whole("port")!.Value,
            connection.Text("user")!,
            connection.Text("privateKey"),
            connection.Text("privateKeyPassword"),
            connection.Text("password"),
            HostKey.Parse(connection.Text("hostKey") ?? "")
                ?? throw new ProviderException($"{path}.hostKey of {host} is missing: no connection is made without a pinned host key"),
            connection.Whole("dialErrorLimit")!.Value,
            TimeSpan.FromSeconds(connection.Whole("perDialTimeout")!.Value),
            connection.Map("proxy") is { } proxy ? Of(proxy, "connection.proxy") : null
        );
    }

    public override string ToString() => $"{User}@{Host}:{Port}";
}
