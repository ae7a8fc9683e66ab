namespace Tests.Infra;

/// <summary>A configuration that is refused.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Problems">What the user is told, in this order and nothing else; PROJECT stands for the project's directory.</param>
internal sealed record BadInput(string Name, string[] Problems)
{
    /// <summary>What is configured, beside who may reach SSH.</summary>
    public Dictionary<string, string> Settings { get; } = new() { ["sshFrom"] = "203.0.113.7/32" };

    /// <summary>The text of stacks/demo.yaml.</summary>
    public string StackFile { get; init; } = "services: {web: {image: nginx}}";

    /// <summary>The text of stacks/more.yaml.</summary>
    public string? SecondStackFile { get; init; }
}
