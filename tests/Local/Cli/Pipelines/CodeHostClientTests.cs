using System.Text.Json;
using Local.Cli.Pipelines;

namespace Tests.Local.Cli.Pipelines;

/// <summary>How a code host is asked: pages, waits that are bounded and said, refusals that are explained, and a token that goes to nobody else.</summary>
public sealed class CodeHostClientTests : IAsyncLifetime
{
    private const string Comments = "/repos/acme/shop/issues/7/comments";
    private readonly List<double> _waits = [];
    private readonly StringWriter _words = new();
    private FakeGitHub _gitHub = null!;

    public async Task InitializeAsync() => _gitHub = await FakeGitHub.StartAsync();

    public async Task DisposeAsync() => await _gitHub.DisposeAsync();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    [InlineData(250, 3)]
    public async Task All_pages_of_a_list_are_read(int count, int pages)
    {
        for (var number = 1; number <= count; number++)
        {
            _gitHub.Add(_gitHub.Comments, "ann", $"comment {number}");
        }

        using var client = Client();
        var bodies = new List<string?>();
        await foreach (var comment in client.ListAsync($"{Comments}?per_page=100", ""))
        {
            bodies.Add(comment.GetProperty("body").GetString());
        }

        Assert.Equal(Enumerable.Range(1, count).Select(number => $"comment {number}"), bodies);
        Assert.Equal(pages, _gitHub.Requests.Count);
    }

    [Fact]
    public async Task A_next_page_on_another_server_gets_no_token()
    {
        _gitHub.Fail(
            new FakeGitHub.Failure("GET", 200, "[]")
            {
                Headers = { ["Link"] = "<https://elsewhere.example/comments?page=2>; rel=\"next\"" },
            }
        );
        using var client = Client();

        var failure = await Assert.ThrowsAsync<CodeHostException>(async () =>
        {
            await foreach (var _ in client.ListAsync(Comments, "")) { }
        });

        Assert.Equal(
            $"GitHub names a next page of {Comments} on elsewhere.example, which is not {new Uri(_gitHub.Address).Authority}: the token is not sent there.",
            failure.Message
        );
    }

    [Fact]
    public async Task What_is_overloaded_is_asked_again_three_times_and_says_so()
    {
        for (var time = 1; time <= 3; time++)
        {
            _gitHub.Fail(new FakeGitHub.Failure("GET", 502, "<html>Bad Gateway</html>"));
        }

        using var client = Client();
        var answer = await client.GetAsync(Comments, "");

        Assert.Equal(JsonValueKind.Array, answer.ValueKind);
        Assert.Equal([1, 4, 16], _waits);
        Assert.Equal(
            [
                $"GitHub answered 502 to GET {Comments}. Trying again in 1 s (2 of 4).",
                $"GitHub answered 502 to GET {Comments}. Trying again in 4 s (3 of 4).",
                $"GitHub answered 502 to GET {Comments}. Trying again in 16 s (4 of 4).",
            ],
            Lines()
        );
    }

    [Fact]
    public async Task The_fourth_failure_is_the_last()
    {
        for (var time = 1; time <= 4; time++)
        {
            _gitHub.Fail(new FakeGitHub.Failure("GET", 503, """{"message":"Service unavailable"}"""));
        }

        using var client = Client();
        var failure = await Assert.ThrowsAsync<CodeHostException>(() => client.GetAsync(Comments, ""));

        Assert.Equal(
            $"GitHub answered 503 (Service Unavailable) to GET {Comments}: Service unavailable. The fault is GitHub's. Start the command again later.",
            failure.Message
        );
        Assert.Equal(4, _gitHub.Requests.Count);
    }

    [Theory]
    [InlineData(429, "Retry-After", "7", "You have exceeded a secondary rate limit", 7)]
    [InlineData(403, "Retry-After", "7", "You have exceeded a secondary rate limit", 7)]
    [InlineData(403, "X-Other", "", "You have exceeded a secondary rate limit and have been temporarily blocked", 60)]
    [InlineData(403, "X-RateLimit-Remaining", "0", "API rate limit exceeded", 60)]
    [InlineData(503, "Retry-After", "11", "Service unavailable", 11)]
    public async Task It_waits_as_long_as_the_host_asks_for(int status, string header, string value, string message, int seconds)
    {
        _gitHub.Fail(new FakeGitHub.Failure("GET", status, $$"""{"message":"{{message}}"}""") { Headers = { [header] = value } });
        using var client = Client();

        await client.GetAsync(Comments, "");

        Assert.Equal([seconds], _waits);
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_none()
    {
        _gitHub.Fail(
            new FakeGitHub.Failure("GET", 429, """{"message":"API rate limit exceeded"}""") { Headers = { ["Retry-After"] = "3000" } }
        );
        using var client = Client();

        var failure = await Assert.ThrowsAsync<CodeHostException>(() => client.GetAsync(Comments, ""));

        Assert.Equal(
            $"GitHub answered 429 (Too Many Requests) to GET {Comments}: API rate limit exceeded. Too much was asked in a short time. Start the command again later.",
            failure.Message
        );
        Assert.Empty(_waits);
    }

    [Fact]
    public async Task What_makes_something_is_asked_again_only_when_it_was_surely_not_done()
    {
        _gitHub
            .Fail(new FakeGitHub.Failure("POST", 403, """{"message":"secondary rate limit"}""") { Headers = { ["Retry-After"] = "2" } })
            .Fail(new FakeGitHub.Failure("POST", 502, "") { Headers = { ["Retry-After"] = "3" }, IsDone = true });
        using var client = Client();

        var failure = await Assert.ThrowsAsync<CodeHostException>(() =>
            client.SendAsync(HttpMethod.Post, Comments, "", new { body = "once" })
        );

        Assert.True(failure.MayBeDone);
        Assert.Equal([2], _waits);
        Assert.Equal("once", Assert.Single(_gitHub.Comments).Body);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_asked_again_too()
    {
        using var client = Client();
        await _gitHub.DisposeAsync();

        var failure = await Assert.ThrowsAsync<CodeHostException>(() => client.GetAsync(Comments, ""));

        Assert.StartsWith($"GitHub did not answer GET {Comments}: ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(". Start the command again.", failure.Message, StringComparison.Ordinal);
        Assert.Equal([1, 4, 16], _waits);
    }

    [Theory]
    [InlineData(
        "bad",
        Comments,
        "401 (Unauthorized)",
        "Bad credentials. The token is not valid, or has expired: give the command another one."
    )]
    [InlineData(
        FakeGitHub.Token,
        "/user",
        "403 (Forbidden)",
        "Resource not accessible by integration. The token may not do this. Give it the permission x: read."
    )]
    [InlineData(
        FakeGitHub.Token,
        "/repos/acme/other",
        "404 (Not Found)",
        "Not Found. It is not there, or the token may not see it. Give it the permission x: read."
    )]
    public async Task A_refusal_says_what_was_asked_and_what_to_do(string token, string path, string status, string rest)
    {
        using var client = Client(token);

        var failure = await Assert.ThrowsAsync<CodeHostException>(() => client.GetAsync(path, "the permission x: read"));

        Assert.Equal($"GitHub answered {status} to GET {path}: {rest}", failure.Message);
        Assert.DoesNotContain(
            token == "bad" ? "bad" : token,
            failure.Message.Replace("Bad", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Empty(_waits);
    }

    [Fact]
    public async Task What_is_too_long_is_refused_in_the_words_of_the_host()
    {
        using var client = Client();

        await client.SendAsync(HttpMethod.Post, Comments, "", new { body = new string('x', 65_536) });
        var failure = await Assert.ThrowsAsync<CodeHostException>(() =>
            client.SendAsync(HttpMethod.Post, Comments, "", new { body = new string('x', 65_537) })
        );

        Assert.Equal(
            $"GitHub answered 422 (Unprocessable Entity) to POST {Comments}: Validation Failed; unprocessable data Body is too long (maximum is 65536 characters). What was sent is not accepted as it is.",
            failure.Message
        );
        Assert.False(failure.MayBeDone);
    }

    [Fact]
    public async Task An_answer_of_something_else_is_told_as_such()
    {
        _gitHub.Fail(new FakeGitHub.Failure("GET", 200, "<html>Sign in</html>"));
        using var client = Client();

        var failure = await Assert.ThrowsAsync<CodeHostException>(() => client.GetAsync(Comments, ""));

        Assert.Equal(
            $"GitHub answered GET {Comments} with something that is not its API's. Look at the address of the API, {_gitHub.Address}.",
            failure.Message
        );
        Assert.False(failure.MayBeDone);
    }

    [Fact]
    public async Task What_makes_something_may_be_done_though_something_else_answers()
    {
        _gitHub.Fail(new FakeGitHub.Failure("POST", 200, "<html>Sign in</html>") { IsDone = true });
        using var client = Client();

        var failure = await Assert.ThrowsAsync<CodeHostException>(() =>
            client.SendAsync(HttpMethod.Post, Comments, "", new { body = "once" })
        );

        Assert.True(failure.MayBeDone);
    }

    [Fact]
    public async Task A_file_on_another_server_is_fetched_without_the_token()
    {
        _gitHub.AddArtifact("report", "b", "review.json", "{}");
        var id = (long)_gitHub.Artifacts[0]["id"]!;
        using var client = Client();

        var bytes = await client.DownloadAsync($"/repos/acme/shop/actions/artifacts/{id}/zip", "");

        Assert.Equal(_gitHub.Files[id], bytes);
    }

    private CodeHostClient Client(string token = FakeGitHub.Token) =>
        new(
            "GitHub",
            _gitHub.Address,
            new("Authorization", $"Bearer {token}"),
            length =>
            {
                _waits.Add(length.TotalSeconds);
                return Task.CompletedTask;
            },
            _words
        );

    private string[] Lines() => _words.ToString().Split(_words.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
