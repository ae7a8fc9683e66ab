using Infra.Compose.Format;

namespace Infra.Compose.Reading;

/// <summary>Reads one item of a service's <c>volumes</c>, in short ("data:/var/lib/data:ro") or long syntax, and <c>tmpfs</c>.</summary>
internal sealed class MountReader(ElementReader reader, Files files)
{
    private static readonly string[] _propagations = ["rprivate", "private", "rshared", "shared", "rslave", "slave"];

    /// <summary>The mount; null when it is wrong.</summary>
    public Mount? Read(YamlElement node) =>
        node is YamlMapping ? Long(node)
        : reader.Plain(node) is { } text ? Short(node, text)
        : null;

    /// <summary>The path in the container that an item in either syntax is mounted on; null when it says none.</summary>
    public static string? Target(YamlElement node) =>
        node switch
        {
            YamlMapping map => (map["target"] as YamlScalar)?.Text,
            YamlScalar scalar when Sections(scalar.Text) is { Length: >= 1 } sections => sections.Length == 1 ? sections[0] : sections[1],
            _ => null,
        };

    /// <summary>One item of <c>tmpfs</c>: a path, and options after a colon.</summary>
    public Mount? Tmpfs(YamlElement node, string text)
    {
        var sections = text.Split(':', 2);
        var mount = new Mount(node.At, "tmpfs", null, sections[0]);
        foreach (var option in sections.Length == 1 ? [] : sections[1].Split(','))
        {
            var (name, value) = option.Split('=', 2) is [var left, var right] ? (left, right) : (option, "");
            if (name == "size" && Bytes.TryParse(value, out var size) && size <= int.MaxValue)
            {
                mount = mount with { TmpfsSize = (int)size };
            }
            else if (name == "mode" && value.Length is >= 3 and <= 5 && value.All(digit => digit is >= '0' and <= '7'))
            {
                mount = mount with { TmpfsMode = Convert.ToInt32(value, 8) };
            }
            else
            {
                reader.Warn(node, $"the option \"{option}\" has no effect: a swarm knows size= and mode= only");
            }
        }

        return CheckTarget(node, mount.Target) ? mount : null;
    }

    private Mount? Short(YamlElement node, string text)
    {
        var sections = Sections(text);
        if (sections.Length > 3 || sections.Any(section => section.Length == 0))
        {
            reader.Report(
                node,
                ElementReader.Shown(node),
                "SOURCE:TARGET or SOURCE:TARGET:OPTIONS",
                "For example \"data:/var/lib/data\" or \"/etc/hosts:/mnt/hosts:ro\"."
            );
            return null;
        }

        if (sections.Length == 1)
        {
            return CheckTarget(node, text) ? new Mount(node.At, "volume", null, text) : null;
        }

        var type = IsPath(sections[0]) ? "bind" : "volume";
        var mount = new Mount(node.At, type, type == "bind" ? OnNode(node, sections[0]) : sections[0], sections[1]);
        foreach (var option in sections.Length < 3 ? [] : sections[2].Split(','))
        {
            switch (option)
            {
                case "ro":
                    mount = mount with { ReadOnly = true };
                    break;
                case "rw":
                    mount = mount with { ReadOnly = false };
                    break;
                case "nocopy" when type == "volume":
                    mount = mount with { NoCopy = true };
                    break;
                case var _ when type == "bind" && _propagations.Contains(option):
                    mount = mount with { Propagation = option };
                    break;
                case "nocopy":
                case var _ when _propagations.Contains(option):
                    Foreign(node, option, type);
                    break;
                default:
                    reader.Warn(node, $"the option \"{option}\" has no effect on a swarm");
                    break;
            }
        }

        return CheckTarget(node, mount.Target) ? mount : null;
    }

    private Mount? Long(YamlElement node)
    {
        var map = reader.Fields(node, ComposeKeys.Mount);
        if (map["type"] is null)
        {
            reader.Report(
                node,
                $"{node.Path}.type",
                "nothing",
                "\"volume\" or \"bind\" or \"tmpfs\"",
                "For example {type: volume, source: data, target: /var/lib/data}."
            );
            return null;
        }

        var type = reader.Word(map["type"], "volume", "bind", "tmpfs");
        if (map["type"] is not YamlScalar { Text: var said } || (said.Length > 0 && said != type))
        {
            return null;
        }

        var source = reader.Plain(map["source"]) is { Length: > 0 } written ? written : null;
        if (string.IsNullOrEmpty(source) && type == "bind")
        {
            reader.Report(
                node,
                $"{node.Path}.source",
                "nothing",
                "the path on the node",
                "For example {type: bind, source: /etc/hosts, target: /mnt/hosts}."
            );
            return null;
        }

        if (!string.IsNullOrEmpty(source) && type == "tmpfs")
        {
            reader.Report(
                map["source"]!,
                ElementReader.Shown(map["source"]!),
                "no source with type tmpfs, which is memory",
                "Remove it, or choose another type."
            );
        }

        foreach (
            var other in map.Entries.Where(entry =>
                entry.Key is "bind" or "volume" or "tmpfs" && entry.Key != type && entry.Value is not YamlScalar { IsNull: true }
            )
        )
        {
            Foreign(other.Value, other.Key, type);
        }

        var tmpfs = reader.Fields(map["tmpfs"], ComposeKeys.TmpfsOptions);
        var target = reader.Plain(map["target"]);
        if (!CheckTarget(map["target"] ?? node, target))
        {
            return null;
        }

        return new Mount(
            node.At,
            type,
            type switch
            {
                "tmpfs" => null,
                "bind" when source is not null => OnNode(node, source),
                _ => source,
            },
            target!,
            reader.Flag(map["read_only"])
        )
        {
            Propagation = reader.Fields(map["bind"], ComposeKeys.BindOptions)["propagation"] is { } propagation
                ? reader.WordInAnyCase(propagation, _propagations)
                : null,
            NoCopy = reader.Flag(reader.Fields(map["volume"], ComposeKeys.VolumeOptions)["nocopy"]),
            TmpfsSize = Size(tmpfs["size"]),
            TmpfsMode = reader.Permissions(tmpfs["mode"], 0),
        };
    }

    private void Foreign(YamlElement node, string option, string type) =>
        reader.Report(
            node,
            $"\"{option}\" on a mount of type {type}",
            $"options of {type} mounts",
            "Remove it, or choose the type that it belongs to."
        );

    private int Size(YamlElement? node)
    {
        if (node is null)
        {
            return 0;
        }

        if (reader.Plain(node) is { } text && Bytes.TryParse(text, out var size) && size <= int.MaxValue)
        {
            return (int)size;
        }

        reader.Report(node, ElementReader.Shown(node), "an amount up to 2047m, in bytes or with the unit k, m or g", "For example 64m.");
        return 0;
    }

    private bool CheckTarget(YamlElement node, string? target)
    {
        if (target is { Length: > 0 } && (target[0] == '/' || IsWindows(target)))
        {
            return true;
        }

        reader.Report(
            node,
            target is null ? "no target" : $"the target \"{target}\"",
            "a path in the container that begins with /",
            "For example \"data:/var/lib/data\"."
        );
        return false;
    }

    // As docker does it: a relative path is one of this computer, and the nodes are expected to have the same.
    private string OnNode(YamlElement node, string path)
    {
        if (path[0] == '/' || IsWindows(path))
        {
            return path;
        }

        var full = files.Path(path);
        reader.Warn(
            node,
            $"\"{path}\" is {full} on this computer, and the same path is mounted on whichever node runs a task: it must be there. Use configs or secrets for files that the stack brings along."
        );
        return full;
    }

    private static bool IsPath(string source) => source[0] is '.' or '/' or '~' || IsWindows(source);

    private static bool IsWindows(string path) =>
        path.StartsWith(@"\\", StringComparison.Ordinal) || (path.Length > 1 && char.IsAsciiLetter(path[0]) && path[1] == ':');

    // A colon after a single letter belongs to a Windows drive.
    private static string[] Sections(string text)
    {
        var sections = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == ':' && !(i == start + 1 && char.IsAsciiLetter(text[start]) && i + 1 < text.Length && text[i + 1] is '\\' or '/'))
            {
                sections.Add(text[start..i]);
                start = i + 1;
            }
        }

        return [.. sections, text[start..]];
    }
}
