using Local.Machines.Computer;

namespace Local.Machines.Vm;

/// <summary>The files of one virtual machine.</summary>
internal sealed class MachineDirectory(string path)
{
    public string Path { get; } = path;
    public string Record => At("machine.json");
    public string Disk => At("disk.qcow2");
    public string Console => At("console.log");
    public string ProcessId => At("pid");

    /// <summary>Is there from a restart until somebody has read what came back with it.</summary>
    public string Restarted => At("restarted");

    /// <summary>The network as it should be: packet filter and forwarded ports.</summary>
    public string Filter => At("filter.nft");
    public string Forwards => At("forwards");

    /// <summary>The network as the machine and the hypervisor were told last.</summary>
    public string AppliedFilter => At("filter.applied.nft");
    public string AppliedForwards => At("forwards.applied");

    /// <summary>A value that the guest reads while it boots; removed once the hypervisor has read it, since user data holds secrets.</summary>
    public string Credential(string name) => At($"credential.{name}");

    /// <summary>Null when the machine is gone, or was never begun.</summary>
    public MachineRecord? Read() => PrivateFile.ReadOrEmpty(Record) is { Length: > 0 } json ? MachineRecord.FromJson(json) : null;

    public void Write(MachineRecord record) => PrivateFile.Write(Record, record.ToJson());

    private string At(string name) => System.IO.Path.Combine(Path, name);
}
