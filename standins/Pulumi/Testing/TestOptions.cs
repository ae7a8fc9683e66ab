namespace Pulumi.Testing;

/// <summary>How a test runs a program.</summary>
public class TestOptions
{
    /// <summary>Default: project.</summary>
    public string? ProjectName { get; set; }

    /// <summary>Default: none, and reading it is an error.</summary>
    public string? RootDirectory { get; set; }

    /// <summary>Default: stack.</summary>
    public string? StackName { get; set; }

    /// <summary>Default: yes.</summary>
    public bool? IsPreview { get; set; }

    /// <summary>Default: organization.</summary>
    public string? OrganizationName { get; set; }
}
