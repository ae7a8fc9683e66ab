using System.Text;
using Text = Infra.Compose.Format.Text;

namespace Infra.Compose.Reading;

/// <summary>
/// Replaces variables in a text as the Compose Specification says: <c>$X</c>, <c>${X}</c>, <c>${X:-default}</c>, <c>${X-default}</c>, <c>${X:?error}</c>,
/// <c>${X?error}</c>, <c>${X:+replacement}</c>, <c>${X+replacement}</c>, all nested in one another, and <c>$$</c> for a dollar sign. With the colon an empty value counts as none.
/// Within the braces every other dollar sign is one, as docker has it: a hash of a password may be a default.
/// </summary>
internal sealed class Interpolation
{
    private readonly string _text;
    private readonly Variables _variables;
    private readonly Action<string> _unset;
    private bool _secret;
    private int _next;

    private Interpolation(string text, Variables variables, Action<string> unset)
    {
        _text = text;
        _variables = variables;
        _unset = unset;
    }

    /// <summary>The text with its variables replaced; throws <see cref="InterpolationException"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="variables">What they stand for.</param>
    /// <param name="unset">Told the name of every variable that has no value and no default, and counts as empty.</param>
    public static Text Expand(string text, Variables variables, Action<string> unset)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
        {
            return text;
        }

        var interpolation = new Interpolation(text, variables, unset);
        var value = interpolation.Word(inBraces: false, wanted: true);
        return new Text(value, interpolation._secret);
    }

    /// <summary>What <see cref="Expand"/> turns back into that text.</summary>
    public static string Escape(string text) => text.Replace("$", "$$", StringComparison.Ordinal);

    // Up to the end, or to the brace that closes. What is not wanted is only skipped: the word of a default that is not needed may name anything.
    private string Word(bool inBraces, bool wanted)
    {
        var word = new StringBuilder();
        while (_next < _text.Length && !(inBraces && _text[_next] == '}'))
        {
            if (_text[_next] != '$')
            {
                word.Append(_text[_next++]);
                continue;
            }

            _next++;
            if (inBraces && Peek() != '{')
            {
                word.Append('$');
            }
            else if (Peek() == '$')
            {
                _next++;
                word.Append('$');
            }
            else if (Peek() == '{')
            {
                _next++;
                word.Append(Braced(wanted));
            }
            else
            {
                word.Append(Value(Name(), wanted));
            }
        }

        return word.ToString();
    }

    private string Braced(bool wanted)
    {
        // A word in braces in a word in braces …: more than a person writes, less than the program's stack holds.
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var name = Name();
        var colon = Peek() == ':';
        if (colon)
        {
            _next++;
        }

        var operation = Peek();
        if (operation is not ('-' or '?' or '+'))
        {
            if (colon || operation != '}')
            {
                throw new InterpolationException();
            }

            _next++;
            return Value(name, wanted);
        }

        _next++;
        var found = _variables.Find(name);
        var counts = found is { } value && !(colon && value.Value.Length == 0);
        var word = Word(inBraces: true, wanted && (operation == '+' ? counts : !counts));
        if (Peek() != '}')
        {
            throw new InterpolationException();
        }

        _next++;
        return (operation, counts) switch
        {
            ('+', true) or ('-', false) => word,
            ('+', false) => "",
            ('?', false) => wanted ? throw new InterpolationException(name, word) : "",
            _ => Value(name, wanted),
        };
    }

    private string Value(string name, bool wanted)
    {
        if (!wanted)
        {
            return "";
        }

        if (_variables.Find(name) is not { } value)
        {
            _unset(name);
            return "";
        }

        _secret |= value.IsSecret;
        return value.Value;
    }

    private string Name()
    {
        var start = _next;
        while (
            _next < _text.Length
            && (char.IsAsciiLetter(_text[_next]) || _text[_next] == '_' || (_next > start && char.IsAsciiDigit(_text[_next])))
        )
        {
            _next++;
        }

        return _next > start ? _text[start.._next] : throw new InterpolationException();
    }

    private char Peek() => _next < _text.Length ? _text[_next] : '\0';
}

/// <summary>A text has a variable that is written wrongly, or one that must have a value has none.</summary>
internal sealed class InterpolationException : Exception
{
    /// <summary>Written wrongly.</summary>
    public InterpolationException() { }

    /// <summary>Without a value, and with what the file says about it.</summary>
    public InterpolationException(string variable, string reason)
    {
        Variable = variable;
        Reason = reason;
    }

    /// <summary>The variable without a value; null when the text is written wrongly.</summary>
    public string? Variable { get; }

    /// <summary>What the file says about it.</summary>
    public string Reason { get; } = "";
}
