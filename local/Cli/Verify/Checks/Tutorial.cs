namespace Local.Cli.Verify.Checks;

/// <summary>What <c>stacks/demo.yaml</c> declares, by name, and what is proven of it.</summary>
internal static class Tutorial
{
    public const string Published = "whoami";
    public const int PublishedPort = 8000;
    public const string Internal = "web";
    public const string Standalone = "app1";
}
