namespace Local.Machines;

/// <summary>Several local clouds as one depot: the one that the host belongs to brings the image.</summary>
public sealed class ImageDepots(params IReadOnlyList<IImageDepot> all) : IImageDepot
{
    /// <inheritdoc/>
    public async Task<bool> EnsureImageAsync(string host, string reference, MachineProgress progress, CancellationToken cancellation)
    {
        foreach (var depot in all)
        {
            if (await depot.EnsureImageAsync(host, reference, progress, cancellation))
            {
                return true;
            }
        }

        return false;
    }
}
