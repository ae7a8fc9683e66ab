namespace Pulumi;

/// <summary>What the resources and look-ups of one package have in common.</summary>
internal static class Package
{
    // The assembly has the genuine package's version, by which the engine chooses the plugin.
    private static readonly string _version = typeof(Package).Assembly.GetName().Version!.ToString(3);

    /// <summary>A resource's options: the package's, then those of its type, then those that the program gives.</summary>
    public static CustomResourceOptions Options(CustomResourceOptions? given, CustomResourceOptions? ofType = null)
    {
        var defaults = ofType ?? new CustomResourceOptions();
        defaults.Version = _version;
        var options = CustomResourceOptions.Merge(defaults, given);
        // An id would look the resource up instead of registering it.
        options.Id = "";
        return options;
    }

    /// <summary>A look-up's options, with the package's version unless the program gives another.</summary>
    public static InvokeOptions Options(InvokeOptions? given)
    {
        var options = given ?? new InvokeOptions();
        options.Version ??= _version;
        return options;
    }

    /// <inheritdoc cref="Options(InvokeOptions?)"/>
    public static InvokeOutputOptions Options(InvokeOutputOptions? given)
    {
        var options = given ?? new InvokeOutputOptions();
        options.Version ??= _version;
        return options;
    }

    /// <summary>The same value as a secret.</summary>
    public static Input<T>? AsSecret<T>(this Input<T>? value) =>
        Output.Tuple<Input<T>?, int>(value, Output.CreateSecret(0)).Apply(pair => pair.Item1)!;
}
