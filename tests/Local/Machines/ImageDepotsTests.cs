using Local.Machines;
using Moq;

namespace Tests.Local.Machines;

public sealed class ImageDepotsTests
{
    [Theory]
    [InlineData("127.1.2.11", true)]
    [InlineData("127.9.9.11", true)]
    [InlineData("192.0.2.11", false)]
    public async Task The_cloud_that_a_host_belongs_to_brings_its_images(string host, bool brought) =>
        Assert.Equal(
            brought,
            await new ImageDepots(Of("127.1.2.11"), Of("127.9.9.11")).EnsureImageAsync(host, "nginx:1.28", MachineProgress.None, default)
        );

    private static IImageDepot Of(string machine)
    {
        var depot = new Mock<IImageDepot>(MockBehavior.Strict);
        depot
            .Setup(it => it.EnsureImageAsync(It.IsAny<string>(), "nginx:1.28", It.IsAny<MachineProgress>(), default))
            .ReturnsAsync((string host, string _, MachineProgress _, CancellationToken _) => host == machine);
        return depot.Object;
    }
}
