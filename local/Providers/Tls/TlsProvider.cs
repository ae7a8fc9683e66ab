using System.Security.Cryptography;
using Local.Providers.Contract;

namespace Local.Providers.Tls;

/// <summary><c>tls:index/privateKey:PrivateKey</c>: a key pair that is made once and lives in the state.</summary>
internal sealed class TlsProvider : IProvider
{
    private const int DefaultRsaBits = 2048;
    private const string DefaultCurve = "P224";

    public IReadOnlySet<string> Types { get; } = new HashSet<string> { "tls:index/privateKey:PrivateKey" };

    public CheckResult Check(ResourceIdentity resource, PropertyMap? oldInputs, PropertyMap newInputs)
    {
        var failures = new List<CheckFailure>();
        Require("algorithm", "ED25519", "RSA", "ECDSA");
        Require("ecdsaCurve", "P224", "P256", "P384", "P521");
        if (newInputs["algorithm"].Kind == PropertyKind.Null)
        {
            failures.Add(new("algorithm", "algorithm is missing; allowed are ED25519, RSA and ECDSA"));
        }

        if (newInputs["rsaBits"] is { Kind: PropertyKind.Number } bits && bits.AsNumber is < 1024 or > 16384)
        {
            failures.Add(new("rsaBits", $"rsaBits is {bits}; allowed are 1024 to 16384"));
        }

        return new(newInputs, failures);

        void Require(string property, params string[] allowed)
        {
            if (newInputs[property] is { Kind: PropertyKind.String } value && !allowed.Contains(value.AsString))
            {
                failures.Add(new(property, $"{property} is {value}; allowed are {string.Join(", ", allowed)}"));
            }
        }
    }

    public DiffResult Diff(ResourceIdentity resource, string id, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap newInputs)
    {
        var (old, now) = (WithDefaults(oldInputs), WithDefaults(newInputs));
        string[] changes = [.. now.Keys.Where(key => !now[key].Equals(old[key]))];
        return new(changes, changes, DeleteBeforeReplace: false);
    }

    public Task<ResourceState> CreateAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
    {
        var settings = WithDefaults(inputs);
        var pair = settings.Text("algorithm") switch
        {
            "ED25519" => KeyPair.Ed25519(),
            "RSA" => KeyPair.Rsa(settings.Whole("rsaBits")!.Value),
            _ => KeyPair.Ecdsa(Curve(settings.Text("ecdsaCurve")!)),
        };
        return Task.FromResult(
            new ResourceState(
                // The genuine provider's id: the SHA-1 of the public key. It names, it protects nothing.
#pragma warning disable CA5350 // see above
                Convert.ToHexStringLower(SHA1.HashData(pair.PublicDer)),
#pragma warning restore CA5350
                WithSecrets(
                    settings
                        .With("privateKeyPem", pair.PrivatePem)
                        .With("privateKeyPemPkcs8", pair.PrivatePkcs8Pem)
                        .With("privateKeyOpenssh", pair.PrivateOpenSsh)
                        .With("publicKeyPem", pair.PublicPem)
                        .With("publicKeyOpenssh", pair.PublicOpenSsh)
                        .With("publicKeyFingerprintMd5", pair.Md5)
                        .With("publicKeyFingerprintSha256", pair.Sha256)
                )
            )
        );
    }

    /// <summary>A key that never reached the state was seen by nobody: a new one does no harm.</summary>
    public Task<ResourceState?> RecoverAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation) =>
        Task.FromResult<ResourceState?>(null);

    /// <summary>The state is all there is.</summary>
    public Task<ReadResult?> ReadAsync(
        ResourceOperation operation,
        string id,
        PropertyMap inputs,
        PropertyMap outputs,
        CancellationToken cancellation
    ) => Task.FromResult<ReadResult?>(new(id, inputs, WithSecrets(outputs)));

    public Task<ResourceState> UpdateAsync(
        ResourceOperation operation,
        string id,
        PropertyMap oldInputs,
        PropertyMap oldOutputs,
        PropertyMap newInputs,
        CancellationToken cancellation
    ) => throw new InvalidOperationException("a key is replaced, never updated");

    public Task DeleteAsync(
        ResourceOperation operation,
        string id,
        PropertyMap inputs,
        PropertyMap outputs,
        CancellationToken cancellation
    ) => Task.CompletedTask;

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap arguments, CancellationToken cancellation) =>
        throw new ProviderException($"function {token} is not supported locally; of package tls, PrivateKey is");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static PropertyMap WithDefaults(PropertyMap inputs) =>
        inputs
            .With("rsaBits", inputs["rsaBits"] is { Kind: not PropertyKind.Null } bits ? bits : DefaultRsaBits)
            .With("ecdsaCurve", inputs["ecdsaCurve"] is { Kind: not PropertyKind.Null } curve ? curve : DefaultCurve);

    private static PropertyMap WithSecrets(PropertyMap outputs) =>
        new(
            outputs.Select(output =>
                output.Key.StartsWith("privateKey", StringComparison.Ordinal)
                    ? KeyValuePair.Create(output.Key, output.Value.ToSecret())
                    : output
            )
        );

    private static ECCurve Curve(string name) =>
        name switch
        {
            "P256" => ECCurve.NamedCurves.nistP256,
            "P384" => ECCurve.NamedCurves.nistP384,
            "P521" => ECCurve.NamedCurves.nistP521,
            _ => ECCurve.CreateFromFriendlyName("nistP224"),
        };
}
