using System.Net;
using System.Text;
using Local.Machines;
using Local.Machines.Vm;

namespace Tests.Local.Machines.Vm;

public sealed class CredentialsTests : IDisposable
{
    private static readonly MachineSpec _spec = new()
    {
        Id = "i-1",
        Owner = "me",
        Network = "vpc-1",
        HostName = "ip-10-20-1-11",
        PrivateAddress = IPAddress.Parse("10.20.1.11"),
        PrefixLength = 16,
        UserData = "#cloud-config\nhostname: node1\n",
        AuthorizedKey = "ssh-ed25519 AAAA me",
    };

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Meta_data_names_the_instance_and_lets_the_operator_in() =>
        Assert.Equal(
            """{"instance-id":"i-1","local-hostname":"ip-10-20-1-11","public-keys":["ssh-ed25519 AAAA me"]}""",
            Credentials.MetaData(_spec)
        );

    [Fact]
    public void Without_a_key_pair_nobody_is_let_in() =>
        Assert.Equal(
            """{"instance-id":"i-1","local-hostname":"ip-10-20-1-11","public-keys":[]}""",
            Credentials.MetaData(_spec with { AuthorizedKey = null })
        );

    [Fact]
    public void Each_credential_is_a_file_that_only_its_owner_reads_and_is_gone_afterwards()
    {
        var files = new MachineDirectory(_directory.FullName);

        Credentials.Write(files, _spec, "table inet local_cloud {}");

        Assert.Equal(
            "io.systemd.credential.binary:local-cloud.user-data=" + Convert.ToBase64String(Encoding.UTF8.GetBytes(_spec.UserData!)),
            File.ReadAllText(files.Credential("user-data"))
        );
        Assert.Equal(
            ["credential.filter", "credential.meta-data", "credential.user-data"],
            _directory.GetFiles().Select(file => file.Name).Order()
        );
        Assert.All(_directory.GetFiles(), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode));

        Credentials.Remove(files);
        Assert.Empty(_directory.GetFiles());
    }
}
