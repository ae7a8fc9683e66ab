using Bench;

namespace Tests.Bench;

public sealed class StackReadingTests
{
    [Fact]
    public void The_reader_itself_says_how_long_it_took()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, StackBench.Text(2));

            Assert.InRange(StackReading.Of(file), TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
