using System.Text;
using Review.Rules;

namespace Tests.Review.Rules;

/// <summary>docs/rules.md, written from the catalogue.</summary>
internal static class RulesDocument
{
    private const string Head = """
        # Rules of a review

        `./swarm review` ([docs/review.md](review.md)) looks for these things in what will be there after a change. What was there before the change is marked as such. This page is written from the code:
        `WRITE_DOCS=1 dotnet test tests/Tests.csproj --filter FullyQualifiedName~RuleCatalogueTests` writes it again.

        A finding that is as it should be is [accepted](review.md#accepting-a-finding) with a reason and a last day.

        A preview names only what changes, and then only that is judged, as the report says. With `--show-sames`, `pulumi preview --json` and `./swarm preview --json` print the rest as well.

        | Severity | Meaning |
        | --- | --- |
        | critical | does harm as soon as it is applied |
        | high | will do harm sooner or later |
        | medium | worth changing |
        | low | worth knowing |

        | Rule | Severity | What is found |
        | --- | --- | --- |

        """;

    public static string Text()
    {
        var text = new StringBuilder(Head);
        foreach (var rule in RuleCatalogue.All)
        {
            text.Append($"| [{rule.Id}](#{rule.Id}) | {Word(rule.Severity)} | {rule.Title} |\n");
        }

        foreach (var rule in RuleCatalogue.All)
        {
            text.Append($"\n## {rule.Id}\n\n{rule.Title} ({Word(rule.Severity)}). {rule.Reason}\n\n**Fix:** {rule.Fix}\n");
        }

        return text.ToString();
    }

    private static string Word(Severity severity) => severity.ToString().ToLowerInvariant();
}
