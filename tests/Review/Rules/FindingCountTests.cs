using Review.Rules;

namespace Tests.Review.Rules;

public sealed class FindingCountTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("secret-in-label new", "1 high (new with this change)")]
    [InlineData("secret-in-label", "1 high (as before)")]
    [InlineData(
        "image-latest|docker-socket new|secret-in-label|secret-in-label new|no-healthcheck|docker-socket new",
        "2 critical, 1 high (new with this change); 1 high, 2 medium (as before)"
    )]
    [InlineData("acceptance-unused|image-latest", "1 medium (as before); 1 low")]
    public void What_a_change_brings_is_counted_apart(string findings, string said) =>
        Assert.Equal(
            said,
            FindingCount.Of([
                .. findings
                    .Split('|', StringSplitOptions.RemoveEmptyEntries)
                    .Select(finding => finding.Split(' '))
                    .Select(finding => new Finding(
                        RuleCatalogue.All.Single(rule => rule.Id == finding[0]),
                        "services.web",
                        "",
                        "",
                        IsNew: finding.Length > 1
                    )),
            ])
        );
}
