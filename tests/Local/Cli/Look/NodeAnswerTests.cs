using Local.Cli.Look;

namespace Tests.Local.Cli.Look;

public sealed class NodeAnswerTests
{
    private const string Table = """
        1K-blocks    Avail  Inodes   IFree Mounted on
         20463184 14889048 1310720 1250000 /
           523248   506992       -       - /boot/efi
        102687672 90000000       0       0 /data
         51474912 40000000 3276800 3200000 /data/docker
         51474912 40000000 3276800 3200000 /data/docker-of-old
         51474912 40000000 3276800 3200000 /data/docker/overlay2/1/merged
        """;

    [Theory]
    [InlineData("/var/lib/docker", "/ KiB, / inodes")]
    [InlineData("/data/docker", "/ KiB, / inodes, /data/docker KiB, /data/docker inodes")]
    [InlineData("/data/engine", "/ KiB, / inodes, /data KiB")]
    public void The_disks_are_those_of_the_root_directory_and_of_the_engines_own(string directory, string disks)
    {
        var answer = Answer($$"""{"DockerRootDir":"{{directory}}"}""" + "\n= 200\n[]\n= 200\n" + Table);

        Assert.Equal(disks, string.Join(", ", answer.Disks.Select(disk => $"{disk.Mount} {disk.Unit}")));
    }

    [Fact]
    public void Without_an_engine_they_are_those_of_the_directory_that_it_usually_has() =>
        Assert.Equal(["/", "/"], Answer("off: its service is inactive\n" + Table).Disks.Select(disk => disk.Mount));

    private static NodeAnswer Answer(string printed) => NodeAnswer.Parse(new RecordedSwarm().Nodes[0], printed);
}
