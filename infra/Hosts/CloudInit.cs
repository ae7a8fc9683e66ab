using System.Text;
using System.Text.Json;

namespace Infra.Hosts;

/// <summary>The user data that makes a fresh machine one that can be trusted at the first connection.</summary>
internal static class CloudInit
{
    /// <summary>What Debian's images on EC2 call their user. No image has it: cloud-init makes it, with sudo without a password.</summary>
    public const string User = "admin";

    // After a refresh, the state shows no difference between a public address of the subnet and an Elastic IP address; what a machine was told stays.
    private const string SubnetAddress = "# Its public address is one of its subnet.\n";

    private const string Multipart = "Content-Type: multipart/mixed";

    /// <summary>Whether a text is user data of this form, and not a hash of it.</summary>
    public static bool IsReadable(string text) =>
        text.StartsWith("#cloud-config", StringComparison.Ordinal) || text.StartsWith(Multipart, StringComparison.Ordinal);

    /// <summary>User data with the note that the machine was made with a public address of its subnet. It does nothing there.</summary>
    public static string WithSubnetAddress(string userData) => userData + SubnetAddress;

    /// <summary>Whether a machine was made with a public address of its subnet.</summary>
    public static bool HasSubnetAddress(string userData) => userData.EndsWith(SubnetAddress, StringComparison.Ordinal);

    /// <summary>User data without that note.</summary>
    public static string WithoutNote(string userData) => HasSubnetAddress(userData) ? userData[..^SubnetAddress.Length] : userData;

    // No HTML is near: + and / of keys stay as they are.
    private static readonly JsonSerializerOptions _json = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// A #cloud-config that seeds the host key before sshd starts, removes every other host key, and lets the operator in. It is JSON,
    /// which is YAML, so nothing in it needs quoting by hand. Secret: it holds the private host key.
    /// </summary>
    /// <param name="hostName">The node's name.</param>
    /// <param name="operatorPublicKey">The key that logs in.</param>
    /// <param name="hostPrivateKey">The machine's own key.</param>
    /// <param name="hostPublicKey">Its public part.</param>
    /// <param name="more">A #cloud-config of the user's, which sets nothing of this; null: there is none.</param>
    public static string UserData(
        string hostName,
        string operatorPublicKey,
        string hostPrivateKey,
        string hostPublicKey,
        string? more = null
    )
    {
        var own = Own(hostName, operatorPublicKey, hostPrivateKey, hostPublicKey);
        return more is null ? own : Parts(own, more);
    }

    // https://cloudinit.readthedocs.io/en/latest/explanation/format/mime-multi-part-archive.html. They set nothing in common, so the order is of no account;
    // base64 keeps letters beyond ASCII, which cloud-init would otherwise misread.
    private static string Parts(string own, string more) =>
        $"""
            {Multipart}; boundary="swarm"
            MIME-Version: 1.0

            --swarm
            Content-Type: text/cloud-config; charset="utf-8"
            Content-Transfer-Encoding: base64

            {Convert.ToBase64String(Encoding.UTF8.GetBytes(more), Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\n")}
            --swarm
            Content-Type: text/cloud-config; charset="utf-8"

            {own}--swarm--

            """;

    private static string Own(string hostName, string operatorPublicKey, string hostPrivateKey, string hostPublicKey) =>
        "#cloud-config\n"
        + JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["hostname"] = hostName,
                // sudo looks its own host name up.
                ["manage_etc_hosts"] = true,
                ["ssh_deletekeys"] = true,
                ["ssh_keys"] = new Dictionary<string, string> { ["ed25519_private"] = hostPrivateKey, ["ed25519_public"] = hostPublicKey },
                ["users"] = new[]
                {
                    new Dictionary<string, object>
                    {
                        ["name"] = User,
                        // Ubuntu's images have a group of that name already, and useradd refuses to make it again. Where it lacks, cloud-init
                        // makes it, but only for a user who has further groups.
                        ["primary_group"] = User,
                        ["groups"] = new[] { "adm", "sudo" },
                        ["shell"] = "/bin/bash",
                        ["lock_passwd"] = true,
                        ["sudo"] = "ALL=(ALL) NOPASSWD:ALL",
                        ["ssh_authorized_keys"] = new[] { operatorPublicKey },
                    },
                },
            },
            _json
        )
        + "\n";
}
