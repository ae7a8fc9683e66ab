using Review.Plans;

namespace Tests.Review.Plans;

/// <summary>Names as a person sorts them.</summary>
public sealed class NaturalOrderTests
{
    [Fact]
    public void Numbers_count_as_numbers() =>
        Assert.Equal(
            ["node", "node01", "node1", "node2", "node10", "node10-a", "node10-b", "nodes"],
            new[] { "nodes", "node10-b", "node10", "node01", "node2", "node10-a", "node", "node1" }.Order(NaturalOrder.Instance)
        );
}
