using Review.Plans;

namespace Review.Reports;

/// <summary>One message, and the resources that it was said of.</summary>
/// <param name="Severity">error, warning or info.</param>
/// <param name="Message">The message.</param>
/// <param name="Names">Of what it was said.</param>
internal sealed record DiagnosticGroup(string Severity, string Message, IReadOnlyList<string> Names)
{
    /// <summary>Of what, in a few words.</summary>
    public string Head => Names.Count == 0 ? "of all" : Effects.Names.Few(Names, 4);

    /// <summary>Errors first, then warnings, each message once.</summary>
    public static IReadOnlyList<DiagnosticGroup> Of(IEnumerable<Diagnostic> diagnostics) =>
        [
            .. diagnostics
                .GroupBy(one => new { one.Severity, one.Message })
                .OrderBy(group =>
                    group.Key.Severity switch
                    {
                        "error" => 0,
                        "warning" => 1,
                        _ => 2,
                    }
                )
                .Select(group => new DiagnosticGroup(
                    group.Key.Severity,
                    group.Key.Message,
                    [.. group.Where(one => one.Urn is not null).Select(one => Urn.NameIn(one.Urn!)).Distinct().Order(NaturalOrder.Instance)]
                )),
        ];
}
