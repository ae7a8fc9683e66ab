namespace Local.Machines;

/// <summary>Knows at which port of this computer a machine's port is really reached: a user cannot bind ports below 1024.</summary>
public interface IEndpointResolver
{
    /// <summary>The real port for <paramref name="port"/> of <paramref name="host"/>; the port itself for a host that is no local machine.</summary>
    int Resolve(string host, int port);
}
