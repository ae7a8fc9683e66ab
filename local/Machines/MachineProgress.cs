namespace Local.Machines;

/// <summary>Where the words of a long operation go.</summary>
/// <param name="Status">Takes a short word on what is being waited for; shown live and then forgotten.</param>
/// <param name="Note">Takes a line that the user should keep.</param>
public sealed record MachineProgress(Action<string> Status, Action<string> Note)
{
    internal static MachineProgress None { get; } = new(_ => { }, _ => { });
}
