namespace Pulumi;

/// <summary>Lets a list of unions take elements of either type.</summary>
public static class InputListExtensions
{
    /// <summary>Appends an element of the first type.</summary>
    public static void Add<T0, T1>(this InputList<Union<T0, T1>> list, Input<T0> value) =>
        list.Add(value.Apply(either => (Union<T0, T1>)either));

    /// <summary>Appends an element of the second type.</summary>
    public static void Add<T0, T1>(this InputList<Union<T0, T1>> list, Input<T1> value) =>
        list.Add(value.Apply(either => (Union<T0, T1>)either));
}
