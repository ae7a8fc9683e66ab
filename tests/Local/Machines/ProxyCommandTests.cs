using Local.Machines;
using Moq;

namespace Tests.Local.Machines;

public sealed class ProxyCommandTests
{
    [Fact]
    public void The_machine_on_the_way_is_looked_for_at_its_real_port()
    {
        var endpoints = new Mock<IEndpointResolver>(MockBehavior.Strict);
        endpoints.Setup(it => it.Resolve("127.1.2.10", 22)).Returns(20022);

        Assert.Equal(
            "ProxyCommand=ssh -o 'IdentityFile=${HOME}/id' -W %h:%p -p 20022 admin@127.1.2.10",
            ProxyCommand.WithRealPort("ProxyCommand=ssh -o 'IdentityFile=${HOME}/id' -W %h:%p -p 22 admin@127.1.2.10", endpoints.Object)
        );
    }

    [Theory]
    [InlineData("-p")]
    [InlineData("HostKeyAlias=node1")]
    [InlineData("ProxyCommand=nc %h %p")]
    public void Every_other_option_stays_as_it_is(string option) =>
        Assert.Equal(option, ProxyCommand.WithRealPort(option, Mock.Of<IEndpointResolver>(MockBehavior.Strict)));
}
