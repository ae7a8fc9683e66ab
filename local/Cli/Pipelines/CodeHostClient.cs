using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Local.Cli.Pipelines;

/// <summary>Asks the API of a code host. What is overloaded is asked again, within bounds; what refuses is explained.</summary>
/// <param name="host">What to call it.</param>
/// <param name="api">Where its API begins, as its pipelines say.</param>
/// <param name="token">The header that says who asks.</param>
/// <param name="wait">Waits.</param>
/// <param name="words">Where it says that it waits.</param>
internal sealed class CodeHostClient(
    string host,
    string api,
    KeyValuePair<string, string> token,
    Func<TimeSpan, Task> wait,
    TextWriter words
) : IDisposable
{
    private const int Tries = 4;
    private const int MostPages = 1_000;
    private const int MostBytes = 100 * 1024 * 1024;
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(2);

    // A redirection leads to another server, which must not see the token.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(60),
        MaxResponseContentBufferSize = MostBytes,
    };

    private readonly string _api = api.TrimEnd('/');

    /// <summary>What else to know where the token may not do something, as a sentence.</summary>
    public string WhenForbidden { get; init; } = "";

    public void Dispose() => _http.Dispose();

    /// <summary>Asks for one document.</summary>
    public async Task<JsonElement> GetAsync(string path, string permission) =>
        await JsonAsync(new Question(HttpMethod.Get, Address(path), permission));

    /// <summary>Asks for what changes nothing though it is posted, such as a query.</summary>
    public async Task<JsonElement> QueryAsync(Uri address, object body) =>
        await JsonAsync(new Question(HttpMethod.Post, address, "", body) { IsHarmless = true });

    /// <summary>Makes or changes something.</summary>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, string permission, object body) =>
        await JsonAsync(new Question(method, Address(path), permission, body) { IsHarmless = method != HttpMethod.Post });

    /// <summary>All entries of a list, over all its pages.</summary>
    /// <param name="path">The list, with as many entries to a page as the host gives.</param>
    /// <param name="permission">What the token must be allowed.</param>
    /// <param name="member">The member that holds the list; null where the answer itself is it.</param>
    public async IAsyncEnumerable<JsonElement> ListAsync(string path, string permission, string? member = null)
    {
        Uri? next = Address(path);
        for (var page = 1; next is not null; page++)
        {
            if (page > MostPages)
            {
                throw new CodeHostException($"{host} has more than {MostPages:N0} pages of {path}. Something else than this list answers.");
            }

            var question = new Question(HttpMethod.Get, next, permission);
            using var answer = await AnswerAsync(question);
            var document = await DocumentAsync(question, answer);
            var list =
                member is null ? document
                : document.TryGetProperty(member, out var held) ? held
                : default;
            if (list.ValueKind != JsonValueKind.Array)
            {
                throw Strange(question);
            }

            foreach (var entry in list.EnumerateArray())
            {
                yield return entry;
            }

            next = NextPage(answer.Headers);
            if (next is not null && next.Authority != Address("").Authority)
            {
                throw new CodeHostException(
                    $"{host} names a next page of {path} on {next.Authority}, which is not {Address("").Authority}: the token is not sent there."
                );
            }
        }
    }

    /// <summary>Downloads a file, from another server where the host says so.</summary>
    public async Task<byte[]> DownloadAsync(string path, string permission)
    {
        var question = new Question(HttpMethod.Get, Address(path), permission);
        using var answer = await AnswerAsync(question, HttpStatusCode.Redirect);
        if (answer.Headers.Location is not { } location)
        {
            return await answer.Content.ReadAsByteArrayAsync();
        }

        var elsewhere = new Question(HttpMethod.Get, new Uri(question.Address, location), "") { IsElsewhere = true };
        using var file = await AnswerAsync(elsewhere);
        return await file.Content.ReadAsByteArrayAsync();
    }

    private Uri Address(string path) => new($"{_api}{path}");

    private async Task<JsonElement> JsonAsync(Question question)
    {
        using var answer = await AnswerAsync(question);
        return await DocumentAsync(question, answer);
    }

    private async Task<JsonElement> DocumentAsync(Question question, HttpResponseMessage answer)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<JsonElement>(await answer.Content.ReadAsStreamAsync());
        }
        catch (JsonException failure)
        {
            throw Strange(question, failure);
        }
    }

    private CodeHostException Strange(Question question, Exception? cause = null) =>
        new(
            $"{host} answered {question} with something that is not its API's. Look at the address of the API, {_api}.",
            // It was not refused, and what came back may be from something in between.
            mayBeDone: !question.IsHarmless,
            cause
        );

    // The answer, when it is a good one.
    private async Task<HttpResponseMessage> AnswerAsync(Question question, HttpStatusCode good = HttpStatusCode.OK)
    {
        for (var attempt = 1; ; attempt++)
        {
            string said;
            TimeSpan? pause;
            CodeHostException failure;
            try
            {
                var answer = await AskAsync(question);
                if (answer.IsSuccessStatusCode || answer.StatusCode == good)
                {
                    return answer;
                }

                using (answer)
                {
                    var refusal = await Refusal.ReadAsync(answer);
                    said = $"{(int)refusal.Status}";
                    pause =
                        refusal.IsLimit ? refusal.Pause
                        : refusal.IsFault && question.IsHarmless ? refusal.Pause ?? Growing(attempt)
                        : null;
                    failure = new CodeHostException(
                        $"{host} answered {refusal} to {question}{refusal.Words} {WhatToDo(refusal, question)}",
                        mayBeDone: refusal.IsFault
                    );
                }
            }
            catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException)
            {
                said = "nothing";
                pause = question.IsHarmless ? Growing(attempt) : null;
                failure = new CodeHostException(
                    $"{host} did not answer {question}: {(lost is TaskCanceledException ? "it took more than a minute" : lost.Message.TrimEnd('.'))}. Start the command again.",
                    mayBeDone: true,
                    lost
                );
            }

            if (pause is not { } length || length > _longestWait || attempt == Tries)
            {
                throw failure;
            }

            await words.WriteLineAsync(
                $"{host} answered {said} to {question}. Trying again in {length.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s ({attempt + 1} of {Tries})."
            );
            await wait(length);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(Question question)
    {
        using var request = new HttpRequestMessage(question.Method, question.Address);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("swarm", "1"));
        if (!question.IsElsewhere)
        {
            request.Headers.Accept.ParseAdd("application/json");
            request.Headers.TryAddWithoutValidation(token.Key, token.Value);
        }

        if (question.Body is { } body)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType()));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return await _http.SendAsync(request);
    }

    private static TimeSpan Growing(int attempt) => TimeSpan.FromSeconds(Math.Pow(4, attempt - 1));

    private string WhatToDo(Refusal refusal, Question question)
    {
        var needed = question.Permission.Length > 0 ? $" Give it {question.Permission}." : "";
        return refusal.Status switch
        {
            _ when refusal.IsLimit => "Too much was asked in a short time. Start the command again later.",
            HttpStatusCode.Unauthorized => "The token is not valid, or has expired: give the command another one.",
            HttpStatusCode.Forbidden => $"The token may not do this.{needed} {WhenForbidden}".TrimEnd(),
            HttpStatusCode.NotFound => $"It is not there, or the token may not see it.{needed}",
            HttpStatusCode.Gone => "It is switched off in the settings of the repository.",
            HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest => "What was sent is not accepted as it is.",
            _ when refusal.IsFault => $"The fault is {host}'s. Start the command again later.",
            _ => $"Look at the address of the API, {_api}, and at the name of the repository.",
        };
    }

    // Link: <https://…&page=2>; rel="next", <https://…&page=9>; rel="last"
    private static Uri? NextPage(HttpResponseHeaders headers) =>
        headers.TryGetValues("Link", out var links)
            ? links
                .SelectMany(link => link.Split(','))
                .Where(link => link.Contains("rel=\"next\"", StringComparison.Ordinal))
                .Select(link => new Uri(
                    link[(link.IndexOf('<', StringComparison.Ordinal) + 1)..link.IndexOf('>', StringComparison.Ordinal)]
                ))
                .FirstOrDefault()
            : null;
}
