namespace Pulumi;

/// <summary>Several values as one tuple; unknown while any is, secret when any is.</summary>
public static partial class Output
{
    /// <summary>The values as one tuple.</summary>
    public static Output<(T1, T2)> Tuple<T1, T2>(Input<T1> item1, Input<T2> item2) =>
        Combination.Of(async p => (await p.Take(item1).ConfigureAwait(false), await p.Take(item2).ConfigureAwait(false)));

    /// <summary>The values as one tuple.</summary>
    public static Output<(T1, T2)> Tuple<T1, T2>(Output<T1> item1, Output<T2> item2) => Tuple((Input<T1>)item1, (Input<T2>)item2);

    /// <summary>The values as one tuple.</summary>
    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Input<T1> item1, Input<T2> item2, Input<T3> item3) =>
        Combination.Of(async p =>
            (
                await p.Take(item1).ConfigureAwait(false),
                await p.Take(item2).ConfigureAwait(false),
                await p.Take(item3).ConfigureAwait(false)
            )
        );

    /// <summary>The values as one tuple.</summary>
    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Output<T1> item1, Output<T2> item2, Output<T3> item3) =>
        Tuple((Input<T1>)item1, (Input<T2>)item2, (Input<T3>)item3);

    /// <summary>The values as one tuple.</summary>
    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4) =>
        Combination.Of(async p =>
            (
                await p.Take(item1).ConfigureAwait(false),
                await p.Take(item2).ConfigureAwait(false),
                await p.Take(item3).ConfigureAwait(false),
                await p.Take(item4).ConfigureAwait(false)
            )
        );

    /// <summary>The values as one tuple.</summary>
    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4) =>
        Tuple((Input<T1>)item1, (Input<T2>)item2, (Input<T3>)item3, (Input<T4>)item4);

    /// <summary>The values as one tuple.</summary>
    public static Output<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(
        Input<T1> item1,
        Input<T2> item2,
        Input<T3> item3,
        Input<T4> item4,
        Input<T5> item5
    ) =>
        Combination.Of(async p =>
            (
                await p.Take(item1).ConfigureAwait(false),
                await p.Take(item2).ConfigureAwait(false),
                await p.Take(item3).ConfigureAwait(false),
                await p.Take(item4).ConfigureAwait(false),
                await p.Take(item5).ConfigureAwait(false)
            )
        );

    /// <summary>The values as one tuple.</summary>
    public static Output<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(
        Output<T1> item1,
        Output<T2> item2,
        Output<T3> item3,
        Output<T4> item4,
        Output<T5> item5
    ) => Tuple((Input<T1>)item1, (Input<T2>)item2, (Input<T3>)item3, (Input<T4>)item4, (Input<T5>)item5);

    /// <summary>The values as one tuple.</summary>
    public static Output<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(
        Input<T1> item1,
        Input<T2> item2,
        Input<T3> item3,
        Input<T4> item4,
        Input<T5> item5,
        Input<T6> item6
    ) =>
        Combination.Of(async p =>
            (
                await p.Take(item1).ConfigureAwait(false),
                await p.Take(item2).ConfigureAwait(false),
                await p.Take(item3).ConfigureAwait(false),
                await p.Take(item4).ConfigureAwait(false),
                await p.Take(item5).ConfigureAwait(false),
                await p.Take(item6).ConfigureAwait(false)
            )
        );

    /// <summary>The values as one tuple.</summary>
    public static Output<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(
        Output<T1> item1,
        Output<T2> item2,
        Output<T3> item3,
        Output<T4> item4,
        Output<T5> item5,
        Output<T6> item6
    ) => Tuple((Input<T1>)item1, (Input<T2>)item2, (Input<T3>)item3, (Input<T4>)item4, (Input<T5>)item5, (Input<T6>)item6);

    /// <summary>The values as one tuple.</summary>
    public static Output<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(
        Input<T1> item1,
        Input<T2> item2,
        Input<T3> item3,
        Input<T4> item4,
        Input<T5> item5,
        Input<T6> item6,
        Input<T7> item7
    ) =>
        Combination.Of(async p =>
            (
                await p.Take(item1).ConfigureAwait(false),
                await p.Take(item2).ConfigureAwait(false),
                await p.Take(item3).ConfigureAwait(false),
                await p.Take(item4).ConfigureAwait(false),
                await p.Take(item5).ConfigureAwait(false),
                await p.Take(item6).ConfigureAwait(false),
                await p.Take(item7).ConfigureAwait(false)
            )
        );

    /// <summary>The values as one tuple.</summary>
    public static Output<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(
        Output<T1> item1,
        Output<T2> item2,
        Output<T3> item3,
        Output<T4> item4,
        Output<T5> item5,
        Output<T6> item6,
        Output<T7> item7
    ) =>
        Tuple((Input<T1>)item1, (Input<T2>)item2, (Input<T3>)item3, (Input<T4>)item4, (Input<T5>)item5, (Input<T6>)item6, (Input<T7>)item7);

    /// <summary>The values as one tuple.</summary>
    public static Output<(T1, T2, T3, T4, T5, T6, T7, T8)> Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
        Input<T1> item1,
        Input<T2> item2,
        Input<T3> item3,
        Input<T4> item4,
        Input<T5> item5,
        Input<T6> item6,
        Input<T7> item7,
        Input<T8> item8
    ) =>
        Combination.Of(async p =>
            (
                await p.Take(item1).ConfigureAwait(false),
                await p.Take(item2).ConfigureAwait(false),
                await p.Take(item3).ConfigureAwait(false),
                await p.Take(item4).ConfigureAwait(false),
                await p.Take(item5).ConfigureAwait(false),
                await p.Take(item6).ConfigureAwait(false),
                await p.Take(item7).ConfigureAwait(false),
                await p.Take(item8).ConfigureAwait(false)
            )
        );

    /// <summary>The values as one tuple.</summary>
    public static Output<(T1, T2, T3, T4, T5, T6, T7, T8)> Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
        Output<T1> item1,
        Output<T2> item2,
        Output<T3> item3,
        Output<T4> item4,
        Output<T5> item5,
        Output<T6> item6,
        Output<T7> item7,
        Output<T8> item8
    ) =>
        Tuple(
            (Input<T1>)item1,
            (Input<T2>)item2,
            (Input<T3>)item3,
            (Input<T4>)item4,
            (Input<T5>)item5,
            (Input<T6>)item6,
            (Input<T7>)item7,
            (Input<T8>)item8
        );
}
