namespace Local.Cli;

/// <summary>What the environment says about output, in the variables that others read too.</summary>
/// <param name="NoColor">No colours: <c>NO_COLOR</c> is set, or the terminal is dumb.</param>
/// <param name="IsDumb">No control sequences at all: <c>TERM=dumb</c>.</param>
/// <param name="NoTree">Lines instead of what is redrawn: <c>CI</c> is set, the terminal is dumb, or <see cref="NoBoxes"/>.</param>
/// <param name="NoBoxes">Nothing that is only drawn, for somebody who is read to: <c>ACCESSIBLE</c> is set.</param>
/// <param name="IsGitHub">This is a step of GitHub Actions, which folds groups and shows errors at their lines.</param>
internal sealed record OutputWishes(bool NoColor, bool IsDumb, bool NoTree, bool NoBoxes, bool IsGitHub)
{
    /// <param name="variable">Answers the value of an environment variable.</param>
    public static OutputWishes Of(Func<string, string?> variable)
    {
        var isDumb = variable("TERM") == "dumb";
        var noBoxes = IsSet(variable("ACCESSIBLE"));
        return new(
            // https://no-color.org: any value but none.
            isDumb || !string.IsNullOrEmpty(variable("NO_COLOR")),
            isDumb,
            isDumb || noBoxes || IsSet(variable("CI")),
            noBoxes,
            variable("GITHUB_ACTIONS") == "true"
        );
    }

    private static bool IsSet(string? value) => value is not (null or "" or "0" or "false");
}
