namespace Local.Machines;

/// <summary>Brings container images to the local machines where no registry can.</summary>
public interface IImageDepot
{
    /// <summary>
    /// Makes the image present on every local machine under this reference, where no registry answers and the depot holds it.
    /// True: it is there now, and asking a registry for it would only cost time. False: the engine is to pull it as usual
    /// (a registry answers, the depot does not hold it, or there are no local machines).
    /// </summary>
    /// <param name="reference">The image as the program names it, such as <c>nginx:1.28</c>.</param>
    /// <param name="status">Takes a short word on what is being waited for.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<bool> EnsureImageAsync(string reference, Action<string> status, CancellationToken cancellation);
}
