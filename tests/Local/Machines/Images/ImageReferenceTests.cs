using Local.Machines.Images;

namespace Tests.Local.Machines.Images;

public sealed class ImageReferenceTests
{
    [Theory]
    [InlineData("nginx", "nginx:latest")]
    [InlineData("nginx:1.28", "nginx:1.28")]
    [InlineData("library/nginx", "nginx:latest")]
    [InlineData("docker.io/library/nginx:1.28", "nginx:1.28")]
    [InlineData("docker.io/nginx", "nginx:latest")]
    [InlineData("nginx:1.28@sha256:0123", "nginx:1.28@sha256:0123")]
    [InlineData("nginx@sha256:0123", "nginx@sha256:0123")]
    [InlineData("traefik/whoami:v1.11", "traefik/whoami:v1.11")]
    [InlineData("docker.io/traefik/whoami", "traefik/whoami:latest")]
    [InlineData("ghcr.io/traefik/whoami", null)]
    [InlineData("localhost/nginx", null)]
    [InlineData("localhost:5000/nginx:1", null)]
    public void The_familiar_name_says_the_tag_and_leaves_Docker_s_registry_out(string reference, string? expected) =>
        Assert.Equal(expected, ImageReference.OnDockerHub(reference));
}
