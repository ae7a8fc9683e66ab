namespace Local.Machines;

/// <summary>Brings container images to the local machines where no registry can.</summary>
public interface IImageDepot
{
    /// <summary>
    /// Makes the image present under this reference on all machines of the local cloud that the host belongs to, where no registry answers.
    /// True: it is there now, and asking a registry for it would only cost time. False: the engine is to pull it as usual
    /// (a registry answers, or the host is no local machine).
    /// </summary>
    /// <param name="host">The address under which the program knows one of the machines.</param>
    /// <param name="reference">The image as the program names it, such as <c>nginx:1.28</c>.</param>
    /// <param name="progress">Takes a short word on what is being waited for, and says once that stand-ins are used.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="MachineException">It cannot be had anywhere, or could not be brought there.</exception>
    Task<bool> EnsureImageAsync(string host, string reference, MachineProgress progress, CancellationToken cancellation);
}
