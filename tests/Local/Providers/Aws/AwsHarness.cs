using Local.Machines;
using Local.Providers.Aws;
using Local.Providers.Contract;

namespace Tests.Local.Providers.Aws;

/// <summary>The aws provider on an empty directory; it boots nothing as long as no instance is made.</summary>
internal sealed class AwsHarness : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();
    private readonly Operations _operations = new();

    public AwsHarness()
    {
        Cloud = new LocalCloud(_directory.FullName, Path.Combine(_directory.FullName, "cache"));
        Provider = new AwsProviderFactory(Cloud).Create(Map(("region", "eu-central-1")));
    }

    public LocalCloud Cloud { get; }
    public IProvider Provider { get; }
    public CloudStore Store => new(Path.Combine(_directory.FullName, "cloud"));

    public void Dispose() => _directory.Delete(recursive: true);

    public static PropertyMap Map(params (string Key, PropertyValue Value)[] items) =>
        new(items.Select(item => KeyValuePair.Create(item.Key, item.Value)));

    public static PropertyValue List(params string[] texts) => PropertyValue.Of(texts.Select(PropertyValue.Of));

    /// <summary>What the runner does for a new resource: check, then create.</summary>
    public async Task<ResourceState> CreateAsync(string type, string name, params (string Key, PropertyValue Value)[] inputs)
    {
        var check = Provider.Check(Operations.Of(type, name), null, Map(inputs));
        Assert.Empty(check.Failures);
        return await Provider.CreateAsync(_operations.On(type, name), check.Inputs, default);
    }

    public async Task<string> RefusalAsync(string type, string name, params (string Key, PropertyValue Value)[] inputs) =>
        (await Assert.ThrowsAsync<ProviderException>(() => CreateAsync(type, name, inputs))).Message;

    public Task DeleteAsync(string type, string name, string id) =>
        Provider.DeleteAsync(_operations.On(type, name), id, PropertyMap.Empty, PropertyMap.Empty, default);

    public Task<ResourceState> UpdateAsync(string type, string name, string id, PropertyMap inputs) =>
        Provider.UpdateAsync(_operations.On(type, name), id, inputs, PropertyMap.Empty, inputs, default);

    public Task<ReadResult?> ReadAsync(string type, string name, string id) =>
        Provider.ReadAsync(_operations.On(type, name), id, PropertyMap.Empty, PropertyMap.Empty, default);

    public Task<ResourceState?> RecoverAsync(string type, string name, PropertyMap inputs) =>
        Provider.RecoverAsync(_operations.On(type, name), inputs, default);

    public string[] Failures(string type, params (string Key, PropertyValue Value)[] inputs) =>
        [.. Provider.Check(Operations.Of(type), null, Map(inputs)).Failures.Select(failure => $"{failure.Property}: {failure.Reason}")];

    public DiffResult Diff(string type, PropertyMap old, PropertyMap now) => Provider.Diff(Operations.Of(type), "id", old, old, now);
}
