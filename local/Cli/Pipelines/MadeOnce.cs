namespace Local.Cli.Pipelines;

/// <summary>Makes what must be there once.</summary>
internal static class MadeOnce
{
    /// <summary>Updates it where it is there, and makes it where it is not.</summary>
    /// <returns>Whether it was made.</returns>
    public static async Task<bool> EnsureAsync(Func<Task<string?>> find, Func<Task> create, Func<string, Task> update)
    {
        if (await find() is { } there)
        {
            await update(there);
            return false;
        }

        try
        {
            await create();
        }
        catch (CodeHostException failure) when (failure.MayBeDone)
        {
            // The answer was lost, and perhaps only that: made again without a look, it might be there twice.
            if (await find() is null)
            {
                await create();
            }
        }

        return true;
    }
}
