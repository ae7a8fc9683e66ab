using Local.Cli.Verify;
using Moq;

namespace Tests.Local.Cli.Verify;

public sealed class VerifierTests
{
    private readonly Mock<ICheck> _check = new(MockBehavior.Strict);
    private readonly RunningSwarm _swarm = Nobody();

    public VerifierTests()
    {
        _check.Setup(check => check.Name).Returns("it holds");
        _check.Setup(check => check.LookAt).Returns("the rules");
    }

    [Fact]
    public async Task What_holds_says_what_was_seen()
    {
        _check.Setup(check => check.RunAsync(_swarm, It.IsAny<CancellationToken>())).ReturnsAsync("3 of 3");

        var result = Assert.Single(
            await new Verifier(TimeSpan.FromMinutes(1)).RunAsync([_check.Object], _ => Task.FromResult(_swarm), default)
        );

        Assert.Equal(("it holds", true, "3 of 3", null), (result.Name, result.Passed, result.Detail, result.LookAt));
    }

    [Fact]
    public async Task What_fails_says_where_to_look()
    {
        _check.Setup(check => check.RunAsync(_swarm, It.IsAny<CancellationToken>())).ThrowsAsync(new CheckFailedException("2 of 3"));

        var result = Assert.Single(
            await new Verifier(TimeSpan.FromMinutes(1)).RunAsync([_check.Object], _ => Task.FromResult(_swarm), default)
        );

        Assert.Equal(("it holds", false, "2 of 3", "the rules"), (result.Name, result.Passed, result.Detail, result.LookAt));
    }

    [Fact]
    public async Task What_holds_at_a_second_look_at_the_swarm_says_what_the_first_one_saw()
    {
        var later = Nobody();
        var looks = new Queue<RunningSwarm>([_swarm, later]);
        _check
            .Setup(check => check.RunAsync(_swarm, It.IsAny<CancellationToken>()))
            .ThrowsAsync(new CheckFailedException("a task had just moved"));
        _check.Setup(check => check.RunAsync(later, It.IsAny<CancellationToken>())).ReturnsAsync("3 of 3");
        var other = new Mock<ICheck>(MockBehavior.Strict);
        other.Setup(check => check.Name).Returns("another holds");
        other.Setup(check => check.RunAsync(_swarm, It.IsAny<CancellationToken>())).ReturnsAsync("at once");

        var results = await new Verifier(TimeSpan.FromMinutes(1)).RunAsync(
            [_check.Object, other.Object],
            _ => Task.FromResult(looks.Dequeue()),
            default
        );

        Assert.Equal(
            [("it holds", true, "3 of 3 (not at the first look: a task had just moved)", null), ("another holds", true, "at once", null)],
            results.Select(result => (result.Name, result.Passed, result.Detail, result.LookAt))
        );
    }

    [Fact]
    public async Task What_hangs_fails_at_the_bound()
    {
        _check
            .Setup(check => check.RunAsync(_swarm, It.IsAny<CancellationToken>()))
            .Returns(
                async (RunningSwarm _, CancellationToken bound) =>
                {
                    await Task.Delay(Timeout.Infinite, bound);
                    return "never";
                }
            );

        var result = Assert.Single(
            await new Verifier(TimeSpan.FromMilliseconds(20)).RunAsync([_check.Object], _ => Task.FromResult(_swarm), default)
        );

        Assert.Equal((false, "no answer within 0 s", "the rules"), (result.Passed, result.Detail, result.LookAt));
    }

    [Fact]
    public async Task Ctrl_c_ends_it()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        _check
            .Setup(check => check.RunAsync(_swarm, It.IsAny<CancellationToken>()))
            .Returns((RunningSwarm _, CancellationToken bound) => Task.FromCanceled<string>(bound));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new Verifier(TimeSpan.FromMinutes(1)).RunAsync([_check.Object], _ => Task.FromResult(_swarm), stop.Token)
        );
    }

    [Fact]
    public async Task What_mends_it_goes_before_where_to_look()
    {
        _check
            .Setup(check => check.RunAsync(_swarm, It.IsAny<CancellationToken>()))
            .ThrowsAsync(
                new CheckFailedException([
                    new("a", "a is gone", "make it"),
                    new("b", "b is gone", "make it"),
                    new("c", "c is drained", "wake it"),
                ])
            );

        var result = Assert.Single(
            await new Verifier(TimeSpan.FromMinutes(1)).RunAsync([_check.Object], _ => Task.FromResult(_swarm), default)
        );

        Assert.Equal((false, "a is gone; b is gone; c is drained", null), (result.Passed, result.Detail, result.LookAt));
        Assert.Equal(["make it", "wake it"], result.Fix);
    }

    [Fact]
    public async Task What_cannot_be_made_is_neither_passed_nor_failed()
    {
        _check.Setup(check => check.RunAsync(_swarm, It.IsAny<CancellationToken>())).ThrowsAsync(new NotMadeException("app1 does not run"));

        var result = Assert.Single(
            await new Verifier(TimeSpan.FromMinutes(1)).RunAsync([_check.Object], _ => Task.FromResult(_swarm), default)
        );

        Assert.Equal((null, "app1 does not run", null), (result.Passed, result.Detail, result.LookAt));
        Assert.Empty(result.Fix);
    }

    private static RunningSwarm Nobody() =>
        RunningSwarm
            .LookAsync(
                [],
                Mock.Of<INodeShell>(MockBehavior.Strict),
                Mock.Of<IOutside>(MockBehavior.Strict),
                new([], []),
                new("dev", new Dictionary<string, string>()),
                default
            )
            .GetAwaiter()
            .GetResult();
}
