namespace Review.Rules;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Low,

    /// <summary>Worth changing.</summary>
    Medium,

    /// <summary>Will do harm sooner or later.</summary>
    High,

    /// <summary>Does harm as soon as it is applied.</summary>
    Critical,
}
