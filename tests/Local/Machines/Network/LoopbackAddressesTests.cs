using System.Net;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Local.Machines;
using Local.Machines.Network;

namespace Tests.Local.Machines.Network;

public sealed class LoopbackAddressesTests
{
    [Fact]
    public void The_address_ends_as_wished_and_its_middle_is_the_stack_s_own()
    {
        var one = Choose("/home/a/.swarm/dev", 11);
        var other = Choose("/home/b/.swarm/dev", 11);

        Assert.Equal("127.216.216.11", one.ToString());
        Assert.Equal("127.105.163.11", other.ToString());
    }

    [Fact]
    public void A_taken_address_gives_way_to_the_next()
    {
        var first = Choose("/stack", 254);
        var second = LoopbackAddresses.Choose("/stack", 254, address => address.Equals(first));

        Assert.Equal(254, first.GetAddressBytes()[3]);
        Assert.Equal([.. first.GetAddressBytes()[..3], 1], second.GetAddressBytes());
    }

    [Property]
    public Property Every_address_is_a_loopback_one_that_can_be_bound(NonNull<string> stack, byte wish)
    {
        var bytes = Choose(stack.Get, Math.Clamp((int)wish, 1, 254)).GetAddressBytes();
        return (bytes[0] == 127 && bytes[1] is >= 16 and < 240 && bytes[3] is >= 1 and <= 254).ToProperty();
    }

    [Fact]
    public void When_all_are_taken_the_user_is_told_what_to_do() =>
        Assert.Equal(
            "no loopback address is free; remove stacks that are no longer needed ('./swarm down')",
            Assert.Throws<MachineException>(() => LoopbackAddresses.Choose("/stack", 1, _ => true)).Message
        );

    private static IPAddress Choose(string stack, int wish) => LoopbackAddresses.Choose(stack, wish, _ => false);
}
