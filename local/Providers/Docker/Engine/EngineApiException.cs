using System.Net;

namespace Local.Providers.Docker.Engine;

/// <summary>The engine refused a request; the message is its own.</summary>
internal sealed class EngineApiException(HttpStatusCode status, string message) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;
}
