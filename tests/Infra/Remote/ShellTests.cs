using System.Diagnostics;
using Infra.Remote;

namespace Tests.Infra.Remote;

public sealed class ShellTests
{
    [Theory]
    [InlineData("", "''")]
    [InlineData("plain", "'plain'")]
    [InlineData("two words", "'two words'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("'", "''\\'''")]
    [InlineData("$HOME `id` $(id)", "'$HOME `id` $(id)'")]
    [InlineData("a\\b", "'a\\b'")]
    [InlineData("line\nline", "'line\nline'")]
    [InlineData("!history #comment ~", "'!history #comment ~'")]
    [InlineData("\"quoted\"", "'\"quoted\"'")]
    [InlineData("-n", "'-n'")]
    [InlineData("größe", "'größe'")]
    public void A_word_is_quoted_so_that_a_shell_reads_it_back(string text, string quoted)
    {
        Assert.Equal(quoted, Shell.Quote(text));
        Assert.Equal(text, ReadBack(quoted));
    }

    [Fact]
    public void NUL_is_refused_since_no_argument_can_hold_it() =>
        Assert.Equal(
            "A shell word cannot hold the character NUL. (Parameter 'text')",
            Assert.Throws<ArgumentException>(() => Shell.Quote("a\0b")).Message
        );

    private static string ReadBack(string quoted)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"printf %s {quoted}"]) { RedirectStandardOutput = true })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return output;
    }
}
