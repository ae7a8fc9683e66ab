namespace Pulumi.Testing;

/// <summary>The stack around a function under test.</summary>
internal sealed class TestStack : Stack
{
    public TestStack(Func<Task<IDictionary<string, object?>>> declare) => Returned = declare().GetAwaiter().GetResult();

    /// <summary>What the function returned.</summary>
    public IDictionary<string, object?> Returned { get; }
}
