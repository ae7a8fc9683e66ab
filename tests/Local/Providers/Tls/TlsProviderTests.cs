using System.Security.Cryptography;
using Local.Providers.Contract;
using Local.Providers.Tls;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.X509;
using Renci.SshNet;

namespace Tests.Local.Providers.Tls;

public sealed class TlsProviderTests
{
    private const string Type = "tls:index/privateKey:PrivateKey";
    private readonly TlsProvider _provider = new();

    [Theory]
    [InlineData("ED25519", "P224", "ssh-ed25519 ", "BEGIN PRIVATE KEY")]
    [InlineData("RSA", "P224", "ssh-rsa ", "BEGIN RSA PRIVATE KEY")]
    [InlineData("ECDSA", "P256", "ecdsa-sha2-nistp256 ", "BEGIN EC PRIVATE KEY")]
    [InlineData("ECDSA", "P521", "ecdsa-sha2-nistp521 ", "BEGIN EC PRIVATE KEY")]
    public async Task A_key_comes_in_every_encoding_and_all_encodings_are_the_same_key(
        string algorithm,
        string curve,
        string opening,
        string pem
    )
    {
        var outputs = (await Create(algorithm, curve)).Outputs;

        Assert.StartsWith(opening, outputs["publicKeyOpenssh"].AsString);
        Assert.Contains(pem, outputs["privateKeyPem"].AsString);
        var expected = outputs["publicKeyOpenssh"].AsString.Split(' ')[1].TrimEnd('\n');
        Assert.Equal(expected, PublicPartOf(outputs["privateKeyOpenssh"].AsString));
        var publicKey = outputs["publicKeyPem"].AsString;
        Assert.Equal(publicKey, PublicPemOf(outputs["privateKeyPem"].AsString));
        Assert.Equal(publicKey, PublicPemOf(outputs["privateKeyPemPkcs8"].AsString));
    }

    [SkippableTheory]
    [InlineData("ED25519", "P224")]
    [InlineData("RSA", "P224")]
    [InlineData("ECDSA", "P384")]
    public async Task OpenSSH_itself_reads_the_key_and_agrees_on_the_fingerprints(string algorithm, string curve)
    {
        Skip.IfNot(Tool.Exists("ssh-keygen"), "ssh-keygen is not installed here");
        var outputs = (await Create(algorithm, curve)).Outputs;
        var folder = Directory.CreateTempSubdirectory("tls-");
        try
        {
            var file = Path.Combine(folder.FullName, "id");
            await File.WriteAllTextAsync(file, outputs["privateKeyOpenssh"].AsString);
            File.SetUnixFileMode(file, UnixFileMode.UserRead);

            Assert.Equal(outputs["publicKeyOpenssh"].AsString, Tool.Run("ssh-keygen", "-y", "-f", file));
            Assert.Contains(" " + outputs["publicKeyFingerprintSha256"].AsString + " ", Tool.Run("ssh-keygen", "-l", "-f", file));
            Assert.Contains(
                " MD5:" + outputs["publicKeyFingerprintMd5"].AsString + " ",
                Tool.Run("ssh-keygen", "-l", "-E", "md5", "-f", file)
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Only_the_private_encodings_are_secret_also_after_a_refresh()
    {
        string[] secrets = ["privateKeyOpenssh", "privateKeyPem", "privateKeyPemPkcs8"];
        var state = await Create("ED25519", "P224");
        var read = await _provider.ReadAsync(new Operations().On(Type), state.Id, PropertyMap.Empty, state.Outputs.Reveal(), default);

        Assert.Equal(secrets, state.Outputs.Where(output => output.Value.IsSecret).Select(output => output.Key));
        Assert.Equal(secrets, read!.Outputs.Where(output => output.Value.IsSecret).Select(output => output.Key));
    }

    [Fact]
    public async Task The_defaults_are_those_of_the_genuine_provider()
    {
        var outputs = (await Create("ED25519", null)).Outputs;

        Assert.Equal(2048, outputs["rsaBits"].AsNumber);
        Assert.Equal("P224", outputs["ecdsaCurve"].AsString);
    }

    [Fact]
    public async Task A_P224_key_has_no_OpenSSH_form()
    {
        var outputs = (await Create("ECDSA", "P224")).Outputs;

        Assert.Equal("", outputs["publicKeyOpenssh"].AsString);
        Assert.Equal("", outputs["privateKeyOpenssh"].AsString);
        Assert.Contains("BEGIN EC PRIVATE KEY", outputs["privateKeyPem"].AsString);
    }

    [Fact]
    public void Another_algorithm_replaces_the_key_and_a_default_written_out_changes_nothing()
    {
        var old = Inputs("ED25519", null);

        var changed = _provider.Diff(Operations.Of(Type), "id", old, old, Inputs("RSA", null));
        Assert.Equal(["algorithm"], changed.Changes);
        Assert.Equal(["algorithm"], changed.Replaces);
        Assert.Empty(_provider.Diff(Operations.Of(Type), "id", old, old, Inputs("ED25519", "P224")).Changes);
    }

    [Fact]
    public void Bad_arguments_are_all_named_at_once()
    {
        var check = _provider.Check(Operations.Of(Type), null, Inputs("DSA", "P1").With("rsaBits", 512));

        Assert.Equal(
            [
                "algorithm is DSA; allowed are ED25519, RSA, ECDSA",
                "ecdsaCurve is P1; allowed are P224, P256, P384, P521",
                "rsaBits is 512; allowed are 1024 to 16384",
            ],
            check.Failures.Select(failure => failure.Reason)
        );
    }

    private Task<ResourceState> Create(string algorithm, string? curve) =>
        _provider.CreateAsync(new Operations().On(Type), Inputs(algorithm, curve), default);

    private static PropertyMap Inputs(string algorithm, string? curve)
    {
        var inputs = PropertyMap.Empty.With("algorithm", algorithm);
        return curve is null ? inputs : inputs.With("ecdsaCurve", curve);
    }

    private static string PublicPemOf(string privateKey)
    {
        var key = new PemReader(new StringReader(privateKey)).ReadObject() switch
        {
            AsymmetricCipherKeyPair pair => pair.Private,
            object single => (AsymmetricKeyParameter)single,
        };
        var der = SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(OpenSshPrivateKey.PublicKeyOf(key)).GetDerEncoded();
        return PemEncoding.WriteString("PUBLIC KEY", der) + "\n";
    }

    private static string PublicPartOf(string privateKey)
    {
        using var file = new PrivateKeyFile(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(privateKey)));
        var algorithm = file.HostKeyAlgorithms.First(host => !host.Name.Contains("-cert-", StringComparison.Ordinal));
        return Convert.ToBase64String(algorithm.Data);
    }
}
