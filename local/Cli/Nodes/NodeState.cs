using Local.Machines;

namespace Local.Cli.Nodes;

/// <summary>How a node is doing, as far as this computer can tell without logging in.</summary>
internal static class NodeState
{
    public const string Running = "running";
    public const string Booting = "booting";
    public const string Stopped = "stopped";
    public const string Gone = "gone";
    public const string Answers = "answers";
    public const string Silent = "silent";

    /// <summary>A host that somebody else made, before anybody has asked it.</summary>
    public const string Unasked = "not asked";

    private static readonly TimeSpan _answerTimeout = TimeSpan.FromSeconds(5);

    public static bool IsGood(string state) => state is Running or Answers;

    /// <summary>Whether a look at it is worth the time.</summary>
    public static bool MayAnswer(string state) => IsGood(state) || state == Unasked;

    /// <summary>A virtual machine of the stack: running, booting, stopped or gone.</summary>
    public static string Of(Machine? machine) =>
        machine switch
        {
            null => Gone,
            { IsRunning: false } => Stopped,
            { IsUp: false } => Booting,
            _ => Running,
        };

    /// <summary>A host that somebody else made: answers, or silent when its SSH server does not greet within 5 s.</summary>
    public static async Task<string> OfHostAsync(string address, int sshPort) =>
        await Local.Machines.Network.SshClient.AnswersAsync(address, sshPort, _answerTimeout, CancellationToken.None) ? Answers : Silent;
}
