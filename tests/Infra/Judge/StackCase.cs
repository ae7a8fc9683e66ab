namespace Tests.Infra.Judge;

/// <summary>Stack files that both readers are given.</summary>
/// <param name="Name">What is particular about them.</param>
/// <param name="Files">Their texts; several are merged.</param>
internal sealed record StackCase(string Name, params string[] Files)
{
    /// <summary>What variables in the files stand for, for both readers.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } =
        new Dictionary<string, string>
        {
            ["SET"] = "value",
            ["API_KEY"] = "abc123",
            ["EMPTY"] = "",
            ["DOLLARS"] = "a$b$$c",
            ["SPACES"] = "two words",
            ["NUMBER"] = "7",
            ["PORT"] = "8080",
            ["YES"] = "yes",
            ["TRUE"] = "true",
            ["JSON"] = "{\"a\": 1}",
            ["TAG"] = "1.28",
            ["ROLE"] = "worker",
            ["ZERO"] = "0",
            ["HALF"] = "0.5",
            ["MODE"] = "288",
            ["lower"] = "small",
            ["_UNDER1"] = "under",
            ["HOME"] = "/home/operator",
        };

    /// <summary>Files that stack files name, beside them.</summary>
    public static IReadOnlyDictionary<string, string> Besides { get; } =
        new Dictionary<string, string>
        {
            ["settings.txt"] = "level = info\n",
            ["password.txt"] = "hunter2",
            ["nothing.txt"] = "",
            ["large.txt"] = new string('x', 500 * 1024),
            ["huge.txt"] = new string('x', 1000 * 1024),
            ["one.env"] = "A=1\nB=from file\n# a comment\n\nC\nSET\nQUOTED=\"in quotes\"\n",
            ["two.env"] = "B=again\r\nD=a=b\nE=\n  F=indented\nG=trailing \n",
            ["blank.env"] = "",
            ["broken.env"] = "A=1\nwith blank=2\n",
            ["nameless.env"] = "=1\n",
            ["marked.env"] = "\uFEFFA=1\n",
            ["folder/more.env"] = "H=${SET}\nI=$SET\n",
            ["sub/stack.txt"] = "in a folder\n",
        };

    /// <summary>The cases of a text: each begins with a line "=== NAME", and a line "+++" parts the files of one.</summary>
    public static IEnumerable<StackCase> Parse(string text)
    {
        foreach (var block in $"\n{text.ReplaceLineEndings("\n")}".Split("\n=== ").Skip(1))
        {
            var (name, files) = block.Split('\n', 2) is [var head, var rest] ? (head, rest) : (block, "");
            yield return new StackCase(name, $"{files}\n".Split("+++\n"));
        }
    }

    public override string ToString() => Name;
}
