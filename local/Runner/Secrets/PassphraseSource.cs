using System.Security.Cryptography;

namespace Local.Runner.Secrets;

/// <summary>Finds the passphrase of a stack where Pulumi looks for it, or in the key file beside the state.</summary>
internal static class PassphraseSource
{
    public const string Variable = "PULUMI_CONFIG_PASSPHRASE";
    public const string FileVariable = "PULUMI_CONFIG_PASSPHRASE_FILE";

    /// <summary>The key file of a state directory.</summary>
    public static string KeyFile(string stateDirectory) => Path.Combine(stateDirectory, "key");

    /// <summary>The passphrase and, for messages, where it comes from; null when nothing gives one.</summary>
    public static (string Phrase, string Origin)? Find(string? given, string stateDirectory)
    {
        if (given is not null)
        {
            return (given, "the passphrase given");
        }

        if (Environment.GetEnvironmentVariable(Variable) is { } variable)
        {
            return (variable, Variable);
        }

        if (Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } file)
        {
            return File.Exists(file)
                ? (File.ReadAllText(file).Trim(), $"{FileVariable} ({file})")
                : throw new PassphraseException(
                    $"{FileVariable} names {file}, which does not exist. Correct the path, or unset the variable."
                );
        }

        var key = KeyFile(stateDirectory);
        return File.Exists(key) ? (File.ReadAllText(key).Trim(), key) : null;
    }

    /// <summary>Makes the key file of a new stack.</summary>
    public static string MakeKeyFile(string stateDirectory)
    {
        var phrase = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var file = new StreamWriter(KeyFile(stateDirectory), options);
        file.WriteLine(phrase);
        return phrase;
    }
}
