namespace Local.Machines.Vm;

/// <summary>The directories of a stack's machines.</summary>
internal sealed class MachineDirectories(string path)
{
    /// <summary>That of the machine with this id, whether or not there is one.</summary>
    public MachineDirectory Of(string id) => new(Path.Combine(path, id));

    /// <summary>Those that are there, also of machines whose process is gone.</summary>
    public IEnumerable<MachineDirectory> All() =>
        Directory.Exists(path) ? Directory.EnumerateDirectories(path).Select(machine => new MachineDirectory(machine)) : [];
}
