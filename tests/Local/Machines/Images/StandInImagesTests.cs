using System.Text.RegularExpressions;
using Local.Machines;
using Local.Machines.Computer;
using Local.Machines.Images;
using Local.Machines.Vm;
using Tests.Local.Cli.Script;

namespace Tests.Local.Machines.Images;

public sealed class StandInImagesTests : IDisposable
{
    private const string Told =
        "No container registry answers (no network), so stand-ins for nginx:1.28 and traefik/whoami:v1.11.0, built from Debian's packages, are used. Other images are available only if they are loaded, or if a mirror or a proxy brings them.";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();
    private readonly List<string> _ran = [];
    private readonly List<string> _notes = [];
    private readonly MachineRecord[] _machines = [Machine(1), Machine(2)];
    private readonly HashSet<string> _loadedByHand = [];
    private string? _reason = "no network";
    private string _failure = "";
    private string _pulled = "";

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("nginx:1.28", "nginx:1.28")]
    [InlineData("docker.io/library/nginx:1.28", "nginx:1.28")]
    [InlineData("traefik/whoami:v1.11.0", "traefik/whoami:v1.11.0")]
    public async Task The_demo_s_images_are_on_every_machine_and_each_run_says_once_that_they_are_stand_ins(string reference, string known)
    {
        var images = Images();

        Assert.True(await BringAsync(images, reference));
        Assert.True(await BringAsync(images, reference));

        Assert.Equal(
            [
                $"node1: /usr/local/lib/local-cloud/images ensure {known} {known}",
                $"node2: /usr/local/lib/local-cloud/images ensure {known} {known}",
            ],
            _ran.Order()
        );
        Assert.Equal([Told], _notes);
        await BringAsync(Images(), reference);
        Assert.Equal([Told, Told], _notes);
    }

    [Theory]
    [InlineData("nginx:doesnotexist")]
    [InlineData("nginx")]
    [InlineData("nginx:1.28@sha256:0123")]
    [InlineData("traefik/whoami")]
    [InlineData("redis:7")]
    public async Task What_nobody_has_is_answered_by_no_stand_in(string reference)
    {
        var refusal = await Assert.ThrowsAsync<MachineException>(() => BringAsync(Images(), reference));

        Assert.Equal(
            $"the image '{reference}' is not available: no container registry answers (no network), no machine has it or can pull it (lookup registry-1.docker.io: no such host), and there are stand-ins for nginx:1.28 and traefik/whoami:v1.11.0 only, "
                + "the images of stacks/demo.yaml. Name one of these, load the image on every node (./swarm load), name a mirror (registry-mirrors in swarm:daemon) or a proxy (swarm:proxy), or use a network that reaches registry-1.docker.io",
            refusal.Message
        );
        Assert.Empty(_notes);
    }

    [Fact]
    public async Task What_was_loaded_by_hand_is_left_to_the_engines()
    {
        _loadedByHand.Add("node2 mine:1");

        Assert.False(await BringAsync(Images(), "mine:1"));
        Assert.Empty(_notes);
    }

    [Fact]
    public async Task What_an_engine_pulls_by_its_mirror_is_left_to_the_engines()
    {
        _pulled = "redis:7";

        Assert.False(await BringAsync(Images(), "redis:7"));
        Assert.Equal("node1: /usr/bin/timeout 600 /usr/bin/docker pull --quiet redis:7", _ran[^1]);
        Assert.Empty(_notes);
    }

    [Theory]
    [InlineData("registry.example/app:1", "no network")]
    [InlineData("nginx:doesnotexist", null)]
    public async Task Other_registries_and_a_registry_that_answers_are_asked_by_the_engines(string reference, string? reason)
    {
        _reason = reason;

        Assert.False(await BringAsync(Images(), reference));
        Assert.Empty(_ran);
    }

    [Fact]
    public async Task What_could_not_be_brought_names_the_machine_and_is_tried_again()
    {
        var images = Images();
        _failure = "the disk is full\n";

        var failed = await Assert.ThrowsAsync<MachineException>(() => images.BringAsync([_machines[0]], "nginx:1.28", Progress(), default));

        Assert.Equal("the image 'nginx:1.28' could not be copied to node1 (i-1): the disk is full", failed.Message);
        _failure = "";
        Assert.True(await images.BringAsync([_machines[0]], "nginx:1.28", Progress(), default));
    }

    [Fact]
    public void The_archive_holds_the_demo_s_images_under_their_very_tags_so_that_a_node_that_joins_later_has_them()
    {
        new EmbeddedTree("Images").ExtractTo(_directory.FullName);
        var built = Regex
            .Matches(File.ReadAllText(Path.Combine(_directory.FullName, "build.sh")), "^  image ([^ ]*) ", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value);
        var demo = Regex
            .Matches(File.ReadAllText(Path.Combine(FakeComputer.Root, "stacks", "demo.yaml")), "^ *image: (.*)$", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value);

        Assert.Equal(ContainerImages.References, built);
        Assert.Equal(ContainerImages.References, demo.Distinct().Order());
    }

    private static MachineRecord Machine(int number) =>
        new()
        {
            Id = $"i-{number}",
            Owner = "urn",
            Network = "net",
            HostName = $"node{number}",
            PrivateAddress = $"10.20.1.{number}",
            PrefixLength = 16,
            SocketDirectory = "",
            Launched = DateTimeOffset.UnixEpoch,
        };

    private StandInImages Images() =>
        new(
            new ImageCache(_directory.FullName),
            () => Task.FromResult(_reason),
            (machine, command, _) =>
            {
                lock (_ran)
                {
                    _ran.Add($"{machine.HostName}: {string.Join(' ', command)}");
                }

                var isMissing =
                    command[0].EndsWith("curl", StringComparison.Ordinal)
                    && !_loadedByHand.Any(loaded =>
                        loaded == $"{machine.HostName} {command[^1]["http://localhost/images/".Length..^"/json".Length]}"
                    );
                if (command.Contains("pull"))
                {
                    return Task.FromResult(
                        command[^1] == _pulled
                            ? new GuestResult(0, "", "")
                            : new GuestResult(1, "", "Error response from daemon:\nlookup registry-1.docker.io: no such host.\n")
                    );
                }

                return Task.FromResult(
                    new GuestResult(
                        isMissing ? 22
                            : _failure.Length > 0 ? 1
                            : 0,
                        "",
                        _failure
                    )
                );
            }
        );

    private MachineProgress Progress() => new(_ => { }, _notes.Add);

    private Task<bool> BringAsync(StandInImages images, string reference) => images.BringAsync(_machines, reference, Progress(), default);
}
