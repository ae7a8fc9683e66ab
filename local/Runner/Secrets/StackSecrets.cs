using System.Security.Cryptography;

namespace Local.Runner.Secrets;

/// <summary>Opens the secrets of a stack: of its state, of its configuration file, or new ones.</summary>
internal static class StackSecrets
{
    /// <summary>The crypter of a recorded salt.</summary>
    /// <param name="salt">The salt.</param>
    /// <param name="where">For messages: what is encrypted with it.</param>
    /// <param name="options">Whose passphrase.</param>
    /// <exception cref="PassphraseException"/>
    public static PassphraseCrypter Open(string salt, string where, RunOptions options)
    {
        var (phrase, origin) = PassphraseSource.Find(options.Passphrase, options.StateDirectory)
            ?? throw new PassphraseException(
                $"{where} is encrypted, and its passphrase is missing. Set {PassphraseSource.Variable}, or put the key file back: {PassphraseSource.KeyFile(options.StateDirectory)}."
            );
        try
        {
            return PassphraseCrypter.Open(phrase, salt);
        }
        catch (CryptographicException)
        {
            throw new PassphraseException(
                $"{where} is encrypted with a passphrase other than the one from {origin}. Set {PassphraseSource.Variable} to the one that it was encrypted with."
            );
        }
        catch (FormatException e)
        {
            throw new PassphraseException($"{where} names a salt that cannot be read: {e.Message}.");
        }
    }

    /// <summary>A crypter for a stack that has no secrets yet; makes the key file when nothing else gives a passphrase.</summary>
    public static PassphraseCrypter Create(RunOptions options) =>
        PassphraseCrypter.Create(
            PassphraseSource.Find(options.Passphrase, options.StateDirectory)?.Phrase
                ?? PassphraseSource.MakeKeyFile(options.StateDirectory)
        );
}
