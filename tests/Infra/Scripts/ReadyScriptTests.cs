namespace Tests.Infra.Scripts;

public sealed class ReadyScriptTests : IDisposable
{
    private readonly FakeMachine machine = new();

    public void Dispose() => machine.Dispose();

    [Theory]
    [InlineData("0")]
    [InlineData("2")]
    public void A_Debian_machine_whose_first_boot_is_over_is_ready(string cloudInit) =>
        Assert.Equal((0, "", ""), Outcome(machine.Set("cloud-init", cloudInit)));

    [Fact]
    public void A_machine_without_cloud_init_is_ready() => Assert.Equal((0, "", ""), Outcome(machine.Remove("cloud-init")));

    [Fact]
    public void A_first_boot_that_failed_is_told_with_its_log() => Assert.Equal(
        (1, "", "node2: cloud-init failed. Read /var/log/cloud-init-output.log on the node.\n"), Outcome(machine.Set("cloud-init", "1")));

    [Fact]
    public void Another_system_is_refused_by_its_name() => Assert.Equal(
        (1, "", "node2: runs Fedora 43, but Docker is installed on Debian and Ubuntu only. Use a host with one of them.\n"),
        Outcome(machine.Set("os-release", "ID=fedora\nPRETTY_NAME='Fedora 43'")));

    [Fact]
    public void A_user_without_sudo_is_told_what_to_allow() => Assert.Equal(
        (1, "", "node2: user admin may not use sudo without a password. Allow it in /etc/sudoers.d, or connect as root.\n"),
        Outcome(machine.Set("no-sudo", "")));

    private static (int, string, string) Outcome(FakeMachine machine)
    {
        var ran = machine.Run("ready", "", ("NODE", "node2"));
        return (ran.ExitCode, ran.Output, ran.Said);
    }
}
