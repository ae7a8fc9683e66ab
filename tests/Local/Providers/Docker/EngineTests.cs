using Local.Providers.Contract;

namespace Tests.Local.Providers.Docker;

/// <summary>Tests of a provider on a <see cref="FakeEngine"/>.</summary>
public abstract class EngineTests : IAsyncLifetime
{
    private protected Operations Operations { get; } = new();
    private protected FakeEngine Engine { get; private set; } = null!;
    private protected IProvider Provider { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Engine = await FakeEngine.StartAsync();
        Provider = Engine.Provider();
    }

    public async Task DisposeAsync()
    {
        await Provider.DisposeAsync();
        await Engine.DisposeAsync();
    }
}
