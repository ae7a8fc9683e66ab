namespace Tests.Infra;

/// <summary>Sets environment variables, or takes those away whose value is null, until it is disposed.</summary>
internal sealed class EnvironmentVariables(IEnumerable<KeyValuePair<string, string?>> values) : IDisposable
{
    private readonly List<EnvironmentVariable> _variables = [.. values.Select(pair => new EnvironmentVariable(pair.Key, pair.Value))];

    public void Dispose() => _variables.ForEach(variable => variable.Dispose());
}
