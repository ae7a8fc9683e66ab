using FsCheck.Xunit;
using Infra.Compose.Format;
using Infra.Compose.Reading;

namespace Tests.Infra.Compose.Reading;

public sealed class InterpolationTests
{
    private static readonly Variables _known = new(
        new Dictionary<string, Text>
        {
            ["SET"] = "value",
            ["EMPTY"] = "",
            ["SECRET"] = new("hidden", IsSecret: true),
        },
        name =>
            name == "HOME_TOWN" ? "from the environment"
            : name == "SET" ? "not this one"
            : null
    );

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("$SET", "value")]
    [InlineData("${SET}", "value")]
    [InlineData("a${SET}b$SET.c", "avaluebvalue.c")]
    [InlineData("$HOME_TOWN", "from the environment")]
    [InlineData("$$SET", "$SET")]
    [InlineData("$${SET}", "${SET}")]
    [InlineData("$$$SET", "$value")]
    [InlineData("${UNSET:-default}", "default")]
    [InlineData("${UNSET-default}", "default")]
    [InlineData("${EMPTY:-default}", "default")]
    [InlineData("${EMPTY-default}", "")]
    [InlineData("${SET:-default}", "value")]
    [InlineData("${SET-default}", "value")]
    [InlineData("${UNSET:-}", "")]
    [InlineData("${SET:?must be set}", "value")]
    [InlineData("${EMPTY?must be set}", "")]
    [InlineData("${SET:+replacement}", "replacement")]
    [InlineData("${SET+replacement}", "replacement")]
    [InlineData("${EMPTY:+replacement}", "")]
    [InlineData("${EMPTY+replacement}", "replacement")]
    [InlineData("${UNSET:+replacement}", "")]
    [InlineData("${UNSET+replacement}", "")]
    [InlineData("${UNSET:-${EMPTY:-${SET}}}", "value")]
    [InlineData("${UNSET:-a${SET}b}c", "avaluebc")]
    // Within braces a dollar sign is one, as with docker, but for another pair of braces.
    [InlineData("${UNSET:-$SET}", "$SET")]
    [InlineData("${UNSET:-$$}", "$$")]
    [InlineData("${UNSET:-admin:$apr1$Hl6YL1/z$ab}", "admin:$apr1$Hl6YL1/z$ab")]
    [InlineData("${UNSET:-$1$}", "$1$")]
    [InlineData("${UNSET:-$2y$${SET}}", "$2y$value")]
    [InlineData("${SET:-a$1$b}", "value")]
    [InlineData("${SET:+${UNSET:-deep}}", "deep")]
    // What is not needed may name anything.
    [InlineData("${SET:-${UNSET:?never asked}}", "value")]
    [InlineData("${UNSET:-a:b-c?d+e}", "a:b-c?d+e")]
    [InlineData("${UNSET:-{}}", "{}")]
    [InlineData("a } b", "a } b")]
    public void Variables_are_replaced_as_Compose_says(string text, string expected) =>
        Assert.Equal(new Text(expected), Interpolation.Expand(text, _known, name => Assert.Fail(name)));

    [Theory]
    [InlineData("$")]
    [InlineData("a $ b")]
    [InlineData("$1")]
    [InlineData("${")]
    [InlineData("${}")]
    [InlineData("${1}")]
    [InlineData("${SET")]
    [InlineData("${SET:}")]
    [InlineData("${SET!}")]
    [InlineData("${SET:-default")]
    [InlineData("${UNSET:-${SET}")]
    [InlineData("${SET NAME}")]
    public void What_is_written_wrongly_is_refused(string text) =>
        Assert.Null(Assert.Throws<InterpolationException>(() => Interpolation.Expand(text, _known, _ => { })).Variable);

    [Theory]
    [InlineData("${UNSET?}", "UNSET", "")]
    [InlineData("${UNSET:?set it to ${SET}}", "UNSET", "set it to value")]
    [InlineData("${EMPTY:?not empty}", "EMPTY", "not empty")]
    [InlineData("${SET:+${UNSET?inside}}", "UNSET", "inside")]
    public void A_variable_that_must_have_a_value_says_why(string text, string variable, string reason)
    {
        var exception = Assert.Throws<InterpolationException>(() => Interpolation.Expand(text, _known, _ => { }));

        Assert.Equal((variable, reason), (exception.Variable, exception.Reason));
    }

    [Fact]
    public void A_variable_without_value_and_default_counts_as_empty_and_is_told()
    {
        var unset = new List<string>();

        Assert.Equal(new Text("ab"), Interpolation.Expand("a${UNSET}b$OTHER", _known, unset.Add));
        Assert.Equal(["UNSET", "OTHER"], unset);
    }

    [Theory]
    [InlineData("password=$SECRET", "password=hidden")]
    [InlineData("${UNSET:-${SECRET}}", "hidden")]
    public void What_a_secret_is_part_of_is_a_secret(string text, string expected) =>
        Assert.Equal(new Text(expected, IsSecret: true), Interpolation.Expand(text, _known, _ => { }));

    [Theory]
    [InlineData("${SECRET:+there is one}", "there is one")]
    [InlineData("${SET:-$SECRET}", "value")]
    public void What_a_secret_only_decides_is_none(string text, string expected) =>
        Assert.Equal(new Text(expected), Interpolation.Expand(text, _known, _ => { }));

    [Property]
    public bool An_escaped_text_comes_back_as_it_was(string? text) =>
        Interpolation.Expand(Interpolation.Escape(text ?? ""), Variables.None, _ => { }) == new Text(text ?? "");

    // Out of the characters that mean something, so that most of them come close to being right.
    [Property(MaxTest = 2000)]
    public bool Nothing_but_its_own_error_is_ever_thrown(int[] picks)
    {
        const string alphabet = "${}:-?+$${AB_1";
        var text = string.Concat(picks.Select(pick => alphabet[(int)((uint)pick % alphabet.Length)]));
        try
        {
            Interpolation.Expand(text, _known, _ => { });
        }
        catch (InterpolationException)
        {
            return true;
        }

        return true;
    }

    [Fact]
    public void A_hundred_thousand_braces_are_refused_like_any_other_text()
    {
        var text = new StackText();
        text.Read("services: {web: {image: nginx, user: '" + string.Concat(Enumerable.Repeat("${A:-", 100_000)) + "'}}");

        Assert.StartsWith("a.yaml:1:38 services.web.user: received ", Assert.Single(text.Problems).ToString(), StringComparison.Ordinal);
    }
}
