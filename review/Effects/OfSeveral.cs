namespace Review.Effects;

/// <summary>What is said of several things at once.</summary>
internal static class OfSeveral
{
    /// <summary>The text of an effect on so many things: numbers of tasks are those of each.</summary>
    public static string Text(Area area, int count, string text) =>
        count > 1 && area is Area.Services or Area.Containers ? $"each {text}" : text;
}
