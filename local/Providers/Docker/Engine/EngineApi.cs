using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Local.Providers.Contract;

namespace Local.Providers.Docker.Engine;

/// <summary>
/// The Engine API as JSON over HTTP. (Resources are mapped to that JSON by tables that work in both directions, so typed requests of a client library
/// would be a second mapping.) Connects when first used.
/// </summary>
internal sealed class EngineApi : IAsyncDisposable
{
    /// <summary>The newest API version whose fields are known here; an older engine is asked in its own.</summary>
    private static readonly Version _newest = new(1, 45);

    /// <summary>Long enough for an engine on an emulated machine; what really takes long (a pull) streams meanwhile.</summary>
    private static readonly TimeSpan _silenceTimeout = TimeSpan.FromSeconds(100);

    private readonly IEngineConnection _connection;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _gate = new(1);
    private string? _version;

    public EngineApi(IEngineConnection connection)
    {
        _connection = connection;
        _http = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync, UseProxy = false })
        {
            BaseAddress = new Uri("http://docker"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>A container that is gone, or going, is what was asked for.</summary>
    public static async Task UnlessGoneAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (EngineApiException cause)
            when (cause.Message.Contains("No such container", StringComparison.OrdinalIgnoreCase)
                || cause.Message.Contains("is already in progress", StringComparison.OrdinalIgnoreCase)
            )
        {
            // As the genuine provider takes it.
        }
    }

    public Task<JsonNode> GetAsync(string path, CancellationToken cancellation, string? registryAuth = null) =>
        SendAsync(HttpMethod.Get, path, null, registryAuth, cancellation);

    /// <summary>Null when there is no such thing.</summary>
    public async Task<JsonNode?> FindAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await GetAsync(path, cancellation);
        }
        catch (EngineApiException missing) when (missing.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public Task<JsonNode> PostAsync(string path, JsonNode? body, CancellationToken cancellation, string? registryAuth = null) =>
        SendAsync(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body), registryAuth, cancellation);

    public Task PutTarAsync(string path, Stream tar, CancellationToken cancellation) =>
        SendAsync(
            HttpMethod.Put,
            path,
            new StreamContent(tar) { Headers = { ContentType = new("application/x-tar") } },
            null,
            cancellation
        );

    /// <summary>Something that is gone already is an error.</summary>
    public Task RemoveAsync(string path, CancellationToken cancellation) => SendAsync(HttpMethod.Delete, path, null, null, cancellation);

    /// <summary>An answer that arrives in pieces, such as a pull's progress or a log.</summary>
    public async Task<Stream> StreamAsync(HttpMethod method, string path, CancellationToken cancellation, string? registryAuth = null)
    {
        var response = await AnswerAsync(method, path, null, registryAuth, cancellation);
        return await response.Content.ReadAsStreamAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _gate.Dispose();
        await _connection.DisposeAsync();
    }

    private async Task<JsonNode> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? body,
        string? registryAuth,
        CancellationToken cancellation
    )
    {
        using var response = await AnswerAsync(method, path, body, registryAuth, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        // A stream of progress objects (a push, a build) is read by StreamAsync; everything else is one document or nothing.
        return string.IsNullOrWhiteSpace(text) ? new JsonObject() : JsonNode.Parse(text) ?? new JsonObject();
    }

    private async Task<HttpResponseMessage> AnswerAsync(
        HttpMethod method,
        string path,
        HttpContent? body,
        string? registryAuth,
        CancellationToken cancellation
    )
    {
        await AgreeOnVersionAsync(cancellation);
        return await RequestAsync(method, $"/v{_version}{path}", body, registryAuth, cancellation);
    }

    private async Task AgreeOnVersionAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_version is null)
            {
                using var pong = await RequestAsync(HttpMethod.Get, "/_ping", null, null, cancellation);
                var offered =
                    pong.Headers.TryGetValues("Api-Version", out var values) && Version.TryParse(values.First(), out var version)
                        ? version
                        : _newest;
                _version = (offered < _newest ? offered : _newest).ToString();
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<HttpResponseMessage> RequestAsync(
        HttpMethod method,
        string path,
        HttpContent? body,
        string? registryAuth,
        CancellationToken cancellation
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (registryAuth is not null)
        {
            request.Headers.Add("X-Registry-Auth", registryAuth);
        }

        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(_silenceTimeout);
        try
        {
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, bound.Token);
            if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified)
            {
                return response;
            }

            using (response)
            {
                throw new EngineApiException(
                    response.StatusCode,
                    MessageOf(await response.Content.ReadAsStringAsync(cancellation), response.StatusCode)
                );
            }
        }
        catch (HttpRequestException cause)
        {
            // A failure to open the way says itself what is wrong.
            throw cause.InnerException as ProviderException
                ?? new ProviderException(await _connection.ExplainAsync(cause.InnerException?.Message ?? cause.Message), cause);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ProviderException(
                await _connection.ExplainAsync($"no answer to {method} {path} within {_silenceTimeout.TotalSeconds} s")
            );
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var path = await _connection.OpenAsync(cancellation);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string MessageOf(string body, HttpStatusCode status)
    {
        try
        {
            return JsonNode.Parse(body)?["message"]?.GetValue<string>() ?? $"HTTP {(int)status}";
        }
        catch (JsonException)
        {
            return body.Length > 0 ? body.Trim() : $"HTTP {(int)status}";
        }
    }
}
