using Local.Runner;

namespace Tests.Local.Runner;

public sealed class RefusedConfigurationTests : IDisposable
{
    private readonly TestStack _stack = new();

    public RefusedConfigurationTests() =>
        _stack.Options = _stack.Options with { RefuseConfiguration = values => values.ContainsKey("proj:size") ? "no size here" : null };

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task An_up_is_refused_before_anything_is_done_and_a_preview_is_not()
    {
        _stack.Options = _stack.Options with { ConfigOverrides = new Dictionary<string, string> { ["proj:size"] = "1" } };

        var exception = await Assert.ThrowsAnyAsync<CannotRunException>(() =>
            _stack.UpAsync(program => program.ThingAsync("a", ("size", 1)))
        );

        Assert.Equal("no size here", exception.Message);
        Assert.Empty(_stack.Calls());
        Assert.False(Directory.Exists(_stack.Options.StateDirectory));
        Assert.Equal(["Create a"], TestStack.Steps(await _stack.PreviewAsync(program => program.ThingAsync("a", ("size", 1)))));
    }

    [Fact]
    public async Task Any_other_configuration_is_brought_up() =>
        Assert.Equal(["Create a"], TestStack.Steps(await _stack.UpAsync(program => program.ThingAsync("a", ("size", 1)))));
}
