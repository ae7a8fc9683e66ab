namespace Local.Machines.Vm;

/// <summary>The paths of a machine's sockets.</summary>
internal static class Sockets
{
    public static string Control(MachineRecord machine) => Path.Combine(machine.SocketDirectory, machine.Id + ".qmp");

    public static string Agent(MachineRecord machine) => Path.Combine(machine.SocketDirectory, machine.Id + ".qga");
}
