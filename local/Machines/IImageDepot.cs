namespace Local.Machines;

/// <summary>Brings container images to the local machines where no registry can.</summary>
public interface IImageDepot
{
    /// <summary>
    /// Makes the image present on every local machine under this reference. Does nothing where a registry answers,
    /// for a reference that it does not hold (the engine will say so itself), and where there are no local machines.
    /// </summary>
    /// <param name="reference">The image as the program names it, such as <c>nginx:1.28</c>.</param>
    /// <param name="status">Takes a short word on what is being waited for.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task EnsureImageAsync(string reference, Action<string> status, CancellationToken cancellation);
}
