namespace Review.Plans;

/// <summary>node2 before node10.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var left = x.AsSpan();
        var right = y.AsSpan();
        // Most names begin alike. A number that both have begun is compared as a whole.
        var same = left.CommonPrefixLength(right);
        while (same > 0 && char.IsAsciiDigit(left[same - 1]))
        {
            same--;
        }

        left = left[same..];
        right = right[same..];
        while (left.Length > 0 && right.Length > 0)
        {
            var (first, second) = (Digits(left), Digits(right));
            int order;
            if (first > 0 && second > 0)
            {
                var one = left[..first].TrimStart('0');
                var other = right[..second].TrimStart('0');
                order = one.Length != other.Length ? one.Length - other.Length : one.SequenceCompareTo(other);
                left = left[first..];
                right = right[second..];
            }
            else
            {
                order = left[0] - right[0];
                left = left[1..];
                right = right[1..];
            }

            if (order != 0)
            {
                return order;
            }
        }

        return left.Length != right.Length ? left.Length - right.Length : string.CompareOrdinal(x, y);
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
