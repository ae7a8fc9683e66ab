using Infra.Placement;

namespace Tests.Infra.Placement;

public sealed class ImageProcessorTests
{
    [Theory]
    [InlineData("nginx", null)]
    [InlineData("nginx:1.29", null)]
    [InlineData("amd64/nginx:1.29", "x86_64")]
    [InlineData("docker.io/arm64v8/nginx", "aarch64")]
    [InlineData("registry.example/amd64/nginx", null)]
    [InlineData("registry.example:5000/app:2.1-amd64", "x86_64")]
    [InlineData("registry.example/app:arm64", "aarch64")]
    [InlineData("registry.example/app:2.1_x86_64@sha256:0123", "x86_64")]
    [InlineData("registry.example/app:2.1-aarch64", "aarch64")]
    [InlineData("registry.example/app:notarm64", null)]
    [InlineData("registry.example/tool-amd64", null)]
    public void The_name_of_an_image_may_tell_its_processor(string image, string? processor) =>
        Assert.Equal(processor, ImageProcessor.Of(image));
}
