using Local.Machines.Images;

namespace Tests.Local.Machines;

public sealed class ImageReferenceTests
{
    [Theory]
    [InlineData("nginx", "nginx")]
    [InlineData("nginx:1.28", "nginx")]
    [InlineData("library/nginx", "nginx")]
    [InlineData("docker.io/library/nginx:latest", "nginx")]
    [InlineData("nginx:1.28@sha256:0123", "nginx")]
    [InlineData("traefik/whoami:v1.11", "traefik/whoami")]
    [InlineData("docker.io/traefik/whoami", "traefik/whoami")]
    [InlineData("ghcr.io/traefik/whoami", null)]
    [InlineData("localhost/nginx", null)]
    [InlineData("localhost:5000/nginx:1", null)]
    public void The_repository_is_what_Docker_s_own_registry_would_be_asked_for(string reference, string? expected)
        => Assert.Equal(expected, ImageReference.RepositoryOnDockerHub(reference));
}
