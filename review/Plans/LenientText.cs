using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Review.Plans;

/// <summary>
/// JSON in which every text can be read. Programs that cut texts may leave half of a character, as an escape or as bytes, which the parser takes and the reading of the text does
/// not. In its place stands a sign of as many bytes, so that what is said of a byte holds for what was given.
/// </summary>
internal static class LenientText
{
    private const int Escape = 6;

    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> input)
    {
        byte[]? mended = null;
        if (!Utf8.IsValid(input.Span))
        {
            mended = input.ToArray();
            for (var at = 0; at < mended.Length; )
            {
                var isWhole = Rune.DecodeFromUtf8(mended.AsSpan(at), out _, out var length) == System.Buffers.OperationStatus.Done;
                if (!isWhole)
                {
                    mended.AsSpan(at, length).Fill((byte)'?');
                }

                at += length;
            }
        }

        // Most plans hold no half of a character, and are large.
        for (var at = HasSurrogate(input.Span) ? Next(input.Span, 0) : -1; at >= 0; )
        {
            var first = Unit(input.Span, at);
            var length = 2;
            if (first is { } unit)
            {
                var isPair = char.IsHighSurrogate(unit) && Unit(input.Span, at + Escape) is { } second && char.IsLowSurrogate(second);
                if (char.IsSurrogate(unit) && !isPair)
                {
                    mended ??= input.ToArray();
                    "\\ufffd"u8.CopyTo(mended.AsSpan(at));
                }

                length = isPair ? 2 * Escape : Escape;
            }

            at = Next(input.Span, at + length);
        }

        return mended ?? input;
    }

    private static bool HasSurrogate(ReadOnlySpan<byte> text) => text.IndexOf("\\ud"u8) >= 0 || text.IndexOf("\\uD"u8) >= 0;

    private static int Next(ReadOnlySpan<byte> text, int from) =>
        from >= text.Length ? -1
        : text[from..].IndexOf((byte)'\\') is >= 0 and var offset ? from + offset
        : -1;

    // The code unit that an escape stands for; null: there is no such escape.
    private static char? Unit(ReadOnlySpan<byte> text, int at) =>
        at + Escape <= text.Length
        && text[at] == '\\'
        && text[at + 1] == 'u'
        && Utf8Parser.TryParse(text.Slice(at + 2, 4), out ushort unit, out var length, 'x')
        && length == 4
            ? (char)unit
            : null;
}
