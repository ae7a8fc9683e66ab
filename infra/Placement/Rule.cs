using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Infra.Compose.Format;
using Infra.Settings;

namespace Infra.Placement;

/// <summary>Whether a node may run the tasks of a service.</summary>
internal enum Fit
{
    /// <summary>It may not.</summary>
    No,

    /// <summary>Only if somebody else sees to it: by a label that the configuration does not name, by making a paused node active.</summary>
    Doubtful,

    /// <summary>It may, as far as can be known.</summary>
    Yes,
}

/// <summary>A constraint as the swarm reads it. swarmkit, manager/constraint.</summary>
internal sealed class Rule
{
    private const string NodeLabels = "node.labels.";
    private const string EngineLabels = "engine.labels.";

    /// <summary>The keys that the swarm knows.</summary>
    public const string Keys =
        "node.id, node.hostname, node.ip, node.role, node.platform.os, node.platform.arch, node.labels.NAME and engine.labels.NAME";

    private static readonly string[] _whole =
    [
        "node.id",
        "node.hostname",
        "node.ip",
        "node.role",
        "node.platform.os",
        "node.platform.arch",
    ];

    private readonly string _key;
    private readonly bool _isEqual;
    private readonly string _value;

    private Rule(Constraint constraint, string key, bool isEqual, string value)
    {
        Constraint = constraint;
        _key = key;
        _isEqual = isEqual;
        _value = value;
    }

    /// <summary>As it is written.</summary>
    public Constraint Constraint { get; }

    /// <summary>The label of nodes that it is about; null: it is about something else.</summary>
    public string? Label => IsOf(NodeLabels) ? _key[NodeLabels.Length..] : null;

    /// <summary>Whether it is about the names of machines.</summary>
    public bool IsOfHostName => Is("node.hostname");

    /// <summary>Whether it is about processors, by names that no engine uses for them.</summary>
    public bool IsOfOtherArchitecture => Is("node.platform.arch") && (HasValue("amd64") || HasValue("arm64"));

    /// <summary>Whether the swarm knows its key; with another, no node ever fits.</summary>
    public bool IsKnown => Label is not null || IsOf(EngineLabels) || Array.Exists(_whole, Is);

    /// <summary>Null for what the reader of stack files has refused already.</summary>
    public static Rule? Read(Constraint constraint)
    {
        foreach (var (sign, isEqual) in new[] { ("==", true), ("!=", false) })
        {
            var at = constraint.Text.IndexOf(sign, StringComparison.Ordinal);
            if (at >= 0)
            {
                return new Rule(constraint, constraint.Text[..at].Trim(), isEqual, constraint.Text[(at + sign.Length)..].Trim());
            }
        }

        return null;
    }

    /// <summary>Whether a node meets it.</summary>
    /// <param name="node">The node.</param>
    /// <param name="ownLabels">The labels that the configuration gives to any node: nobody else sets these.</param>
    public Fit For(NodeFacts node, IReadOnlySet<string> ownLabels)
    {
        if (Label is { } label)
        {
            return node.Labels.TryGetValue(label, out var value) ? Match(value)
                : ownLabels.Contains(label) || !_isEqual ? Match("")
                : Fit.Doubtful;
        }

        if (Is("node.hostname"))
        {
            return node.HostName is { } known ? Match(known)
                // Mostly it is the same name; but nobody has said so.
                : !_isEqual || HasValue(node.Name) ? Match(node.Name)
                : Fit.Doubtful;
        }

        if (Is("node.ip"))
        {
            return OfAddress(node.Address);
        }

        if (Is("node.platform.arch"))
        {
            return IsOfOtherArchitecture ? Match("")
                : node.Machine is { } machine ? Match(machine.Architecture)
                : Fit.Yes;
        }

        return Is("node.role") ? Match(node.Role == NodeRole.Manager ? "manager" : "worker")
            : Is("node.platform.os") ? Match("linux")
            // Ids and the labels of engines are not known before there are any.
            : IsKnown ? Fit.Yes
            : Fit.No;
    }

    private Fit OfAddress(string? address)
    {
        var (text, bits) = _value.Split('/') switch
        {
            [var whole] => (whole, (int?)null),
            [var start, var length] when int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => (
                start,
                number
            ),
            _ => ("", null),
        };
        // Dots mean IPv4, of which .NET reads forms that the swarm does not.
        if (
            !IPAddress.TryParse(text, out var wanted)
            || (wanted.AddressFamily == AddressFamily.InterNetwork && !Cidr.IsAddress(text))
            || bits > wanted.GetAddressBytes().Length * 8
        )
        {
            return Fit.No;
        }

        return address is null || IsWithin(IPAddress.Parse(address), wanted, bits) == _isEqual ? Fit.Yes : Fit.No;
    }

    // Bits beyond the prefix do not count.
    private static bool IsWithin(IPAddress own, IPAddress range, int? prefix)
    {
        var (bytes, start) = (own.GetAddressBytes(), range.GetAddressBytes());
        return bytes.Length == start.Length
            && Enumerable.Range(0, prefix ?? bytes.Length * 8).All(bit => ((bytes[bit / 8] ^ start[bit / 8]) & (128 >> bit % 8)) == 0);
    }

    // Values are compared in whole, upper and lower case being equal.
    private Fit Match(string own) => HasValue(own) == _isEqual ? Fit.Yes : Fit.No;

    private bool HasValue(string own) => string.Equals(_value, own, StringComparison.OrdinalIgnoreCase);

    private bool Is(string key) => string.Equals(_key, key, StringComparison.OrdinalIgnoreCase);

    private bool IsOf(string prefix) => _key.Length > prefix.Length && _key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
