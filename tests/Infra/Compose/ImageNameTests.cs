using Infra.Compose;

namespace Tests.Infra.Compose;

public sealed class ImageNameTests
{
    [Theory]
    [InlineData("nginx", "nginx:latest")]
    [InlineData("nginx:1.28", "nginx:1.28")]
    [InlineData("docker.io/nginx:1.28", "nginx:1.28")]
    [InlineData("docker.io/library/nginx", "nginx:latest")]
    [InlineData("index.docker.io/library/nginx:1.28", "nginx:1.28")]
    [InlineData("library/nginx:1.28", "nginx:1.28")]
    [InlineData("docker.io/traefik/whoami:v1", "traefik/whoami:v1")]
    [InlineData("library/deeper/nginx:1", "library/deeper/nginx:1")]
    [InlineData("ghcr.io/library/nginx:1", "ghcr.io/library/nginx:1")]
    [InlineData("localhost:5000/nginx", "localhost:5000/nginx:latest")]
    [InlineData("nginx@sha256:0123", "nginx@sha256:0123")]
    [InlineData("docker.io/library/nginx:1.28@sha256:0123", "nginx:1.28@sha256:0123")]
    public void An_image_is_named_as_docker_names_it(string image, string expected) => Assert.Equal(expected, ImageName.Familiar(image));

    [Theory]
    [InlineData("nginx", "docker.io")]
    [InlineData("shop/web:1", "docker.io")]
    [InlineData("docker.io/shop/web:1", "docker.io")]
    [InlineData("registry.example/web", "registry.example")]
    [InlineData("registry:5000/shop/web:1@sha256:0123", "registry:5000")]
    [InlineData("localhost/web", "localhost")]
    public void An_image_comes_from_a_registry(string image, string expected) => Assert.Equal(expected, ImageName.Registry(image));
}
