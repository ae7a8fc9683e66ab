namespace Local.Cli;

/// <summary>The exit codes, which CI may trust.</summary>
internal static class ExitCode
{
    /// <summary>Done; or nothing was to be done.</summary>
    public const int Done = 0;

    /// <summary>Something failed on the way. What was made is recorded: the same command goes on from there.</summary>
    public const int Failed = 1;

    /// <summary>The command line, the configuration or the program is wrong. Nothing was touched.</summary>
    public const int Refused = 2;

    /// <summary>What should run does not: a check of <c>verify</c> failed, or <c>status</c> found something that is not well. Or a change needs more care than is allowed (<c>review</c>), or is not the one that was approved (<c>approved</c>).</summary>
    public const int Broken = 3;

    /// <summary>Another run holds the stack. Nothing was touched.</summary>
    public const int Busy = 4;

    /// <summary>Stopped by Ctrl-C or SIGTERM. What was made is recorded: the same command goes on from there.</summary>
    public const int Stopped = 130;
}
