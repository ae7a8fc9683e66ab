namespace Tests.Infra.Scripts;

public sealed class ReadyScriptTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("0")]
    [InlineData("2")]
    public void A_Debian_machine_whose_first_boot_is_over_is_ready(string cloudInit) =>
        Assert.Equal((0, "", ""), Outcome(_machine.Set("cloud-init", cloudInit)));

    [Fact]
    public void A_first_boot_that_went_well_is_believed_without_asking_its_slow_client() =>
        Assert.Equal((0, "", ""), Outcome(Booted("""{"v1": {"datasource": "DataSourceEc2Local", "errors": []}}""").Set("cloud-init", "1")));

    [Theory]
    [InlineData("1", 1, "node2: cloud-init failed. Read /var/log/cloud-init-output.log on the node.\n")]
    [InlineData("2", 0, "")]
    public void How_bad_the_errors_of_a_first_boot_are_is_asked(string cloudInit, int exitCode, string said) =>
        Assert.Equal(
            (exitCode, "", said),
            Outcome(Booted("""{"v1": {"datasource": "DataSourceEc2Local", "errors": ["no"]}}""").Set("cloud-init", cloudInit))
        );

    [Fact]
    public void A_first_boot_without_an_end_is_asked_about() =>
        Assert.Equal(
            (1, "", "node2: cloud-init failed. Read /var/log/cloud-init-output.log on the node.\n"),
            Outcome(_machine.Set("enabled", "").Set("cloud-init", "1"))
        );

    [Fact]
    public void A_machine_without_cloud_init_is_ready() => Assert.Equal((0, "", ""), Outcome(_machine.Remove("cloud-init")));

    [Fact]
    public void A_first_boot_that_failed_is_told_with_its_log() =>
        Assert.Equal(
            (1, "", "node2: cloud-init failed. Read /var/log/cloud-init-output.log on the node.\n"),
            Outcome(_machine.Set("cloud-init", "1"))
        );

    [Fact]
    public void Another_system_is_refused_by_its_name() =>
        Assert.Equal(
            (1, "", "node2: runs Fedora 43, but Docker is installed on Debian and Ubuntu only. Use a host with one of them.\n"),
            Outcome(_machine.Set("os-release", "ID=fedora\nPRETTY_NAME='Fedora 43'"))
        );

    [Fact]
    public void A_user_without_sudo_is_told_what_to_allow() =>
        Assert.Equal(
            (1, "", "node2: user admin may not use sudo without a password. Allow it in /etc/sudoers.d, or connect as root.\n"),
            Outcome(_machine.Set("no-sudo", ""))
        );

    private FakeMachine Booted(string result) => _machine.Set("enabled", "").Set("result.json", result);

    private static (int, string, string) Outcome(FakeMachine machine)
    {
        var ran = machine.Run("ready", "", ("NODE", "node2"));
        return (ran.ExitCode, ran.Output, ran.Said);
    }
}
