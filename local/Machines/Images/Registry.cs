namespace Local.Machines.Images;

/// <summary>Tells whether Docker's registry can be reached from here.</summary>
internal static class Registry
{
    private static readonly Uri s_registry = new("https://registry-1.docker.io/v2/");
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);
    private static readonly Lazy<Task<string?>> s_answer = new(AskAsync);

    /// <summary>Null when it answers, else why not. Asked once in the life of a process.</summary>
    public static Task<string?> WhyUnreachableAsync() => s_answer.Value;

    private static async Task<string?> AskAsync()
    {
        using var client = new HttpClient { Timeout = s_limit };
        try
        {
            using var answer = await client.GetAsync(s_registry, HttpCompletionOption.ResponseHeadersRead);
            // Asked without a name it answers 401; a proxy that stands in the way answers otherwise.
            return answer.IsSuccessStatusCode || answer.StatusCode == System.Net.HttpStatusCode.Unauthorized ? null : $"{s_registry.Host} answered {(int)answer.StatusCode}";
        }
        catch (HttpRequestException failed)
        {
            return failed.Message;
        }
        catch (TaskCanceledException)
        {
            return $"{s_registry.Host} did not answer within {s_limit.TotalSeconds:0} s";
        }
    }
}
