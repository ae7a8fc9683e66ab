namespace Local.Machines.Images;

/// <summary>Tells whether Docker's registry can be reached from here.</summary>
internal static class Registry
{
    private static readonly Uri _registry = new("https://registry-1.docker.io/v2/");
    private static readonly TimeSpan _answerTimeout = TimeSpan.FromSeconds(5);
    private static readonly Lazy<Task<string?>> _answer = new(AskAsync);

    /// <summary>Null when it answers, else why not. Asked once in the life of a process.</summary>
    public static Task<string?> WhyUnreachableAsync() => _answer.Value;

    private static async Task<string?> AskAsync()
    {
        using var client = new HttpClient { Timeout = _answerTimeout };
        try
        {
            using var answer = await client.GetAsync(_registry, HttpCompletionOption.ResponseHeadersRead);
            // Asked without a name it answers 401; a proxy that stands in the way answers otherwise.
            return answer.IsSuccessStatusCode || answer.StatusCode == System.Net.HttpStatusCode.Unauthorized
                ? null
                : $"{_registry.Host} answered {(int)answer.StatusCode}";
        }
        catch (HttpRequestException failed)
        {
            return failed.Message;
        }
        catch (TaskCanceledException)
        {
            return $"{_registry.Host} did not answer within {_answerTimeout.TotalSeconds:0} s";
        }
    }
}
