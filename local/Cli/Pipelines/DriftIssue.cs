namespace Local.Cli.Pipelines;

/// <summary>The one issue that is open while a stack is not as it is declared.</summary>
/// <param name="issues">Those of the project.</param>
/// <param name="stack">The stack.</param>
internal sealed class DriftIssue(IIssues issues, string stack)
{
    /// <summary>The first line of its text.</summary>
    public string Marker { get; } = CommentText.Marker("drift", stack);

    /// <summary>Opens it, or brings it up to date.</summary>
    /// <returns>What was done, as a sentence.</returns>
    public async Task<string> OpenAsync(string body)
    {
        string? number = null;
        var made = await MadeOnce.EnsureAsync(
            async () => number = await issues.FindAsync(Marker),
            async () => number = await issues.OpenAsync($"Drift: the stack {stack} is not as it is declared", body),
            there => issues.UpdateAsync(there, body)
        );
        return $"Drift of the stack {stack}: issue {number} was {(made ? "opened" : "brought up to date")}.";
    }

    /// <summary>Closes it with a word.</summary>
    /// <returns>What was done, as a sentence.</returns>
    public async Task<string> CloseAsync(string word)
    {
        if (await issues.FindAsync(Marker) is not { } number)
        {
            return $"No drift of the stack {stack}, and no issue is open.";
        }

        // Closed first: were it the other way round, a failure in between would say the word again the next time.
        await issues.CloseAsync(number);
        await issues.SayAsync(number, word);
        return $"No drift of the stack {stack} any more: issue {number} was closed.";
    }
}
