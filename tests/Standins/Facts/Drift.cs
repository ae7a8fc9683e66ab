namespace Tests.Standins.Facts;

internal static class Drift
{
    /// <summary>Fails with every difference, one a line.</summary>
    public static void AssertNone(IEnumerable<string> drift)
    {
        var lines = drift.ToList();
        Assert.True(lines.Count == 0, $"{lines.Count} differences from the genuine package:\n" + string.Join('\n', lines));
    }
}
