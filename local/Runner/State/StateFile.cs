using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Local.Runner.Secrets;

namespace Local.Runner.State;

/// <summary>The file of one stack: a deployment as <c>pulumi stack export</c> prints it, one resource a line, replaced as a whole.</summary>
/// <param name="path">The file.</param>
/// <param name="remedy">What to do when it cannot be read; default: what helps a stack's own state.</param>
internal sealed class StateFile(string path, string remedy = "Restore a copy of it or, if nothing of the stack is left, delete it.")
{
    private const int Version = 3;
    private const string SecretsProvider = "passphrase";

    private static readonly byte[] _plainSecret = Encoding.UTF8.GetBytes($"\"{ValueJson.Plain}\":");

    /// <summary>Each record is serialised once; this also keeps the ciphertexts of unchanged records as they are.</summary>
    private readonly ConditionalWeakTable<ResourceRecord, byte[]> _lines = [];

    public static StateFile Of(RunOptions options) => new(System.IO.Path.Combine(options.StateDirectory, "state.json"));

    public string Path { get; } = path;

    public bool Exists => File.Exists(Path);

    /// <summary>The salt of the secrets; null when the file is not there or holds none.</summary>
    /// <param name="mayBeOther">Whether another secrets provider is as good as none, since its secrets may be shown in plain text.</param>
    /// <exception cref="DamagedStateException"/>
    public string? ReadSalt(bool mayBeOther = false) => Exists ? Read(root => Salt(root.GetProperty("deployment"), mayBeOther)) : null;

    /// <exception cref="DamagedStateException"/>
    public StackState Read(PassphraseCrypter? crypter) =>
        ReadState(cipher =>
            (
                crypter ?? throw new FormatException("it holds encrypted secrets, and names no passphrase provider that goes with them")
            ).Decrypt(cipher)
        );

    /// <summary>Reads it without its secrets, which needs no passphrase and none of the time that deriving its key takes: each reads <c>[secret]</c>.</summary>
    /// <exception cref="DamagedStateException"/>
    public StackState ReadWithoutSecrets() => ReadState(_ => "\"[secret]\"");

    private StackState ReadState(Func<string, string> decrypt) =>
        !Exists
            ? new StackState([], [])
            : Read(root =>
            {
                var deployment = root.GetProperty("deployment");
                return new StackState(
                    Each(deployment, "resources").Select(resource => ReadLine(resource, decrypt)).ToList(),
                    Each(deployment, "pending_operations")
                        .Select(operation => new PendingOperation(
                            StateJson.ReadResource(operation.GetProperty("resource"), decrypt),
                            StateJson.ReadKind(operation.GetProperty("type").GetString())
                        ))
                        .ToList()
                );
            });

    /// <summary>Serialises a record ahead of <see cref="Write"/>, on the caller's thread.</summary>
    public byte[] Serialise(ResourceRecord record, PassphraseCrypter crypter) =>
        _lines.GetValue(record, key => ToJson(json => StateJson.WriteResource(json, key, crypter)));

    /// <summary>Writes beside the file, flushes to the disk, and renames: at any time the file is the old or the new one, whole.</summary>
    public void Write(
        IReadOnlyList<ResourceRecord> resources,
        IReadOnlyList<PendingOperation> pending,
        PassphraseCrypter crypter,
        DateTimeOffset time
    ) => WriteTo(Path, resources, pending, crypter, time);

    /// <summary>Writes another file in the same way, records that were read here as they were read.</summary>
    public void WriteTo(
        string path,
        IReadOnlyList<ResourceRecord> resources,
        IReadOnlyList<PendingOperation> pending,
        PassphraseCrypter crypter,
        DateTimeOffset time
    )
    {
        var temporary = path + ".new";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            BufferSize = 1 << 16,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var file = new FileStream(temporary, options))
        {
            WriteTo(file, resources, pending, crypter, time);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        FlushDirectory(System.IO.Path.GetDirectoryName(path)!);
    }

    /// <summary>Writes the deployment alone.</summary>
    public void WriteTo(
        Stream file,
        IReadOnlyList<ResourceRecord> resources,
        IReadOnlyList<PendingOperation> pending,
        PassphraseCrypter crypter,
        DateTimeOffset time
    )
    {
        file.Write("{\"version\":3,\"deployment\":{\n\"manifest\":"u8);
        file.Write(ToJson(json => WriteManifest(json, time)));
        file.Write(",\n\"secrets_providers\":"u8);
        file.Write(ToJson(json => WriteSecretsProvider(json, crypter.Salt)));
        file.Write(",\n\"resources\":[\n"u8);
        WriteLines(file, resources.Select(record => Serialise(record, crypter)));
        file.Write("],\n\"pending_operations\":[\n"u8);
        WriteLines(
            file,
            pending.Select(operation => ToJson(json => WriteOperation(json, operation, Serialise(operation.Resource, crypter))))
        );
        file.Write("],\n\"metadata\":{}\n}}\n"u8);
    }

    private T Read<T>(Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(Path));
            if (document.RootElement.GetProperty("version").GetInt32() != Version)
            {
                throw new FormatException(
                    $"it is of version {document.RootElement.GetProperty("version")}; the local runner knows version {Version}"
                );
            }

            return read(document.RootElement);
        }
        catch (Exception e)
            when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or CryptographicException)
        {
            throw new DamagedStateException($"The state file {Path} cannot be read: {e.Message.TrimEnd('.')}. {remedy}", e);
        }
    }

    private ResourceRecord ReadLine(JsonElement json, Func<string, string> decrypt)
    {
        var record = StateJson.ReadResource(json, decrypt);
        var line = JsonMarshal.GetRawUtf8Value(json);
        if (line.IndexOf(_plainSecret) < 0)
        {
            // A secret that came in plain text is encrypted with the next writing.
            _lines.Add(record, OnOneLine(json, line));
        }

        return record;
    }

    /// <summary>The CLI indents what it exports.</summary>
    private static byte[] OnOneLine(JsonElement json, ReadOnlySpan<byte> line) =>
        line.IndexOf((byte)'\n') < 0 ? line.ToArray() : ToJson(json.WriteTo);

    private static IEnumerable<JsonElement> Each(JsonElement deployment, string name) =>
        deployment.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];

    private static string? Salt(JsonElement deployment, bool mayBeOther)
    {
        if (!deployment.TryGetProperty("secrets_providers", out var provider))
        {
            return null;
        }

        var type = provider.GetProperty("type").GetString();
        return type == SecretsProvider ? provider.GetProperty("state").GetProperty("salt").GetString()
            : mayBeOther ? null
            : throw new FormatException($"its secrets provider is \"{type}\"; the local runner knows \"{SecretsProvider}\"");
    }

    private static void WriteManifest(Utf8JsonWriter json, DateTimeOffset time)
    {
        json.WriteStartObject();
        json.WriteString("time", time.UtcDateTime);
        json.WriteString("magic", "");
        json.WriteString("version", "");
        json.WriteEndObject();
    }

    private static void WriteSecretsProvider(Utf8JsonWriter json, string salt)
    {
        json.WriteStartObject();
        json.WriteString("type", SecretsProvider);
        json.WriteStartObject("state");
        json.WriteString("salt", salt);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteOperation(Utf8JsonWriter json, PendingOperation operation, byte[] resource)
    {
        json.WriteStartObject();
        json.WritePropertyName("resource");
        json.WriteRawValue(resource, skipInputValidation: true);
        json.WriteString("type", StateJson.Word(operation.Kind));
        json.WriteEndObject();
    }

    private static void WriteLines(Stream file, IEnumerable<byte[]> lines)
    {
        var first = true;
        foreach (var line in lines)
        {
            file.Write(first ? [] : ",\n"u8);
            file.Write(line);
            first = false;
        }

        file.Write(first ? [] : "\n"u8);
    }

    private static byte[] ToJson(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, StateJson.WriterOptions))
        {
            write(json);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Makes the rename last through a power cut; .NET opens no directories, so this asks the C library.</summary>
    private static void FlushDirectory(string directory)
    {
        const int readOnly = 0;
        var handle = Open(directory, readOnly);
        if (handle >= 0)
        {
            _ = Sync(handle);
            _ = Close(handle);
        }
    }

    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int handle);
}
