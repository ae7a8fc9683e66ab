namespace Tests.EndToEnd.FirstBoots;

/// <summary>cloud-init itself reads the user data of a node, on images that know nothing of us.</summary>
public sealed class FirstBootTests(FreshDebian debian) : IClassFixture<FreshDebian>
{
    [Theory]
    [InlineData("nothing", 1000)]
    [InlineData("group", 118)]
    [InlineData("user", 1000)]
    [InlineData("ubuntu", 118)]
    public void The_operator_alone_gets_in_whatever_the_image_has(string image, int group) =>
        Assert.Equal(Expected(group), debian.Seen(image));

    [Fact]
    public void What_the_user_asks_for_happens_beside_it() =>
        Assert.Equal(Expected(1000) + "Grüße\nbegun\nrun by root\n", debian.Seen("cloud-config"));

    /// <summary>Shows that the images of these tests are no kinder than the original.</summary>
    [Fact]
    public void Nobody_gets_in_where_only_a_primary_group_is_asked_for_that_the_image_lacks()
    {
        var seen = debian.Seen("primary-group-alone");
        Assert.Contains("useradd: group 'admin' does not exist", seen, StringComparison.Ordinal);
        Assert.Contains("admin@node1: Permission denied (publickey,password).", seen, StringComparison.Ordinal);
        Assert.EndsWith("\nssh: 255\n", seen, StringComparison.Ordinal);
    }

    private string Expected(int group) =>
        $$"""
            {
             "v1": {
              "datasource": "DataSourceNoCloud [seed=/var/lib/cloud/seed/nocloud]",
              "errors": []
             }
            }
            admin:x:1000:{{group}}::/home/admin:/bin/bash
            admin L
            700 admin:admin home/admin
            700 admin:admin home/admin/.ssh
            600 admin:admin home/admin/.ssh/authorized_keys
            440 root:root etc/sudoers.d/90-cloud-init-users
            600 root:root etc/ssh/ssh_host_ed25519_key
            644 root:root etc/ssh/ssh_host_ed25519_key.pub
            {{debian.OperatorPublicKey}}
            {{debian.HostPublicKey}}
            {{debian.HostPrivateKey}}/etc/sudoers: parsed OK
            /etc/sudoers.d/90-cloud-init-users: parsed OK
            /etc/sudoers.d/README: parsed OK
            node1
            127.0.1.1 node1 node1
            127.0.0.1 localhost
            uid=1000(admin) gid={{group}}(admin) groups={{group}}(admin),4(adm),27(sudo)
            root

            """;
}
