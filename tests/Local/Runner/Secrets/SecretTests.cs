using Local.Providers.Contract;
using Local.Runner;
using Local.Runner.Secrets;
using Tests.Infra;

namespace Tests.Local.Runner.Secrets;

public sealed class SecretTests : IDisposable
{
    private readonly TestStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task What_a_stack_holds_is_told_without_its_passphrase_and_without_its_secrets()
    {
        await _stack.UpAsync(program => program.ThingAsync("a", ("name", "web"), ("password", PropertyValue.Of("open sesame").ToSecret())));

        var told = new StackRunner(_stack.Options with { Passphrase = "another" }, _stack.Observer).ReadStack()!.Resources[^1].Inputs;

        Assert.Equal("{name: web, password: [secret]}", told.ToString());
        Assert.Equal("[secret]", told["password"].AsString);
    }

    [Fact]
    public async Task A_secret_is_encrypted_in_the_state_and_plain_for_the_provider()
    {
        await _stack.UpAsync(program =>
            program.ThingAsync(
                "a",
                ("password", PropertyValue.Of("open sesame").ToSecret()),
                ("nested", new PropertyMap([new("key", PropertyValue.Of("deep one").ToSecret())]))
            )
        );

        var text = await File.ReadAllTextAsync(_stack.StatePath);
        Assert.DoesNotContain("open sesame", text, StringComparison.Ordinal);
        Assert.DoesNotContain("deep one", text, StringComparison.Ordinal);
        Assert.Equal("{nested: {key: deep one}, password: open sesame}", Assert.Single(_stack.Cloud.There.Values).ToString());

        var input = _stack.Resource("a").GetProperty("inputs").GetProperty("password");
        Assert.Equal("1b47061264138c4ac30d75fd1eb44270", input.GetProperty("4dabf18193072939515e22adb298388d").GetString());
        var crypter = PassphraseCrypter.Open(
            TestStack.Passphrase,
            _stack.Deployment.GetProperty("secrets_providers").GetProperty("state").GetProperty("salt").GetString()!
        );
        Assert.Equal("\"open sesame\"", crypter.Decrypt(input.GetProperty("ciphertext").GetString()!));
    }

    [Fact]
    public async Task An_output_is_as_secret_as_the_input_of_its_name_and_comes_back_so()
    {
        await _stack.UpAsync(Program);
        Pulumirpc.RegisterResourceResponse? a = null;

        await _stack.UpAsync(async program => a = await program.ThingAsync("a", ("password", PropertyValue.Of("open sesame").ToSecret())));

        Assert.Equal("{password: [secret]}", ScriptedProgram.Outputs(a!).ToString());

        static Task Program(ScriptedProgram program) => program.ThingAsync("a", ("password", PropertyValue.Of("open sesame").ToSecret()));
    }

    [Fact]
    public async Task A_changed_secret_shows_in_no_difference_and_no_preview()
    {
        await _stack.UpAsync(program => program.ThingAsync("a", ("password", PropertyValue.Of("first").ToSecret())));

        var result = await _stack.PreviewAsync(program => program.ThingAsync("a", ("password", PropertyValue.Of("second").ToSecret())));

        var change = Assert.Single(Assert.Single(result.Steps, step => step.Operation == Operation.Update).Changes);
        Assert.Equal("password: [secret] to [secret]", $"{change.Path}: {change.Old} to {change.New}");
        var json = result.ToPreviewJson();
        Assert.DoesNotContain("first", json, StringComparison.Ordinal);
        Assert.DoesNotContain("second", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_error_status_or_log_line_repeats_a_secret()
    {
        _stack.Cloud.Before = (_, _) => throw new ProviderException("The command \"join SWMTKN-1-23456789\" failed.");

        var result = await _stack.UpAsync(async program =>
        {
            await program.ThingAsync("a", ("token", PropertyValue.Of("SWMTKN-1-23456789").ToSecret()));
            await program.Engine.LogAsync(
                new Pulumirpc.LogRequest { Severity = Pulumirpc.LogSeverity.Info, Message = "token: SWMTKN-1-23456789" }
            );
        });

        Assert.Equal(
            ["The command \"join [secret]\" failed.", "token: [secret]"],
            result.Diagnostics.Select(diagnostic => diagnostic.Message)
        );
    }

    [Fact]
    public async Task What_becomes_secret_is_encrypted_though_its_value_stays()
    {
        await _stack.UpAsync(program => program.ThingAsync("a", ("password", "same value")));
        _stack.Calls();

        await _stack.UpAsync(program => program.ThingAsync("a", ("password", PropertyValue.Of("same value").ToSecret())));

        Assert.Empty(_stack.Calls());
        Assert.DoesNotContain("same value", await File.ReadAllTextAsync(_stack.StatePath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_passphrase_is_refused_before_anything_is_done()
    {
        await _stack.UpAsync(program => program.ThingAsync("a"));
        _stack.Options = _stack.Options with { Passphrase = "another" };

        var error = await Assert.ThrowsAsync<PassphraseException>(() => _stack.UpAsync(program => program.ThingAsync("b")));

        Assert.Equal(
            $"The state file {_stack.StatePath} is encrypted with a passphrase other than the one from the passphrase given. Set PULUMI_CONFIG_PASSPHRASE to the one that it was encrypted with.",
            error.Message
        );
    }

    [Fact]
    public async Task Without_a_passphrase_a_key_file_is_made_beside_the_state_and_used_from_then_on()
    {
        // Who works with the Pulumi CLI too may have set them.
        using var passphrase = new EnvironmentVariables([new(PassphraseSource.Variable, null), new(PassphraseSource.FileVariable, null)]);
        _stack.Write("Pulumi.dev.yaml", "");
        _stack.Options = _stack.Options with { Passphrase = null };
        await _stack.UpAsync(program => program.ThingAsync("a", ("password", PropertyValue.Of("open sesame").ToSecret())));
        var key = Path.Combine(_stack.Options.StateDirectory, "key");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        Assert.Equal("open sesame", _stack.State.Resources.Single(resource => resource.Name == "a").Inputs["password"].AsString);

        File.Delete(key);
        var error = await Assert.ThrowsAsync<PassphraseException>(() => _stack.UpAsync(_ => Task.CompletedTask));
        Assert.Equal(
            $"The state file {_stack.StatePath} is encrypted, and its passphrase is missing. Set PULUMI_CONFIG_PASSPHRASE, or put the key file back: {key}.",
            error.Message
        );
    }

    /// <summary>The salt is one that Pulumi's own passphrase provider made for "password".</summary>
    [Fact]
    public void A_salt_that_Pulumi_made_is_opened_by_its_passphrase_alone()
    {
        const string salt = "v1:fozI5u6B030=:v1:F+6ZduKKd8G0/V7L:PGMFeIzwobWRKmEAzUdaQHqC5mMRIQ==";

        var crypter = PassphraseCrypter.Open("password", salt);

        Assert.Equal("pulumi", crypter.Decrypt("v1:F+6ZduKKd8G0/V7L:PGMFeIzwobWRKmEAzUdaQHqC5mMRIQ=="));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => PassphraseCrypter.Open("password123", salt));
        Assert.Throws<FormatException>(() =>
            PassphraseCrypter.Open("password", "fozI5u6B030=:v1:F+6ZduL:PGMFeIzwobWRKmEAzUdaQHqC5mMRIQ==")
        );
    }

    [Fact]
    public void The_same_text_is_encrypted_differently_each_time()
    {
        var crypter = PassphraseCrypter.Open("password", "v1:fozI5u6B030=:v1:F+6ZduKKd8G0/V7L:PGMFeIzwobWRKmEAzUdaQHqC5mMRIQ==");

        var one = crypter.Encrypt("text");
        var other = crypter.Encrypt("text");

        Assert.NotEqual(one, other);
        Assert.Equal("text", crypter.Decrypt(one));
        Assert.Equal("text", crypter.Decrypt(other));
    }
}
