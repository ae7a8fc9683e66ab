using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Review.Secrets;

/// <summary>Whether a plain text is likely a secret: by what it is called, by what it begins with, and by how random it is.</summary>
internal static partial class SecretText
{
    /// <summary>What reports show in the place of a secret.</summary>
    public const string NotShown = "(looks like a secret; not shown)";

    // Random letters and digits have more than four bits each; words, addresses and digests have fewer.
    private const double LeastBits = 4;
    private const int ShortestRandom = 20;
    private const int ShortestNamed = 4;

    // Such as x:y@tcp( and //x:y@z/.
    private const int ShortestForm = 8;

    // Under the name of a key less is enough. Hexadecimal digits cannot have more than four bits each, and letters of base32 not more than five.
    private const double LeastBitsOfKey = 3;
    private const int ShortestKey = 16;
    private const int ShortestHexKey = 32;

    private const string NoName = "a line without a name";

    // With words of which a text has one where the pattern fits: looking for them takes less time than compiling a pattern.
    private static readonly (Regex Pattern, SearchValues<string> Signs)[] _options =
    [
        (Option(), Words("mysql", "mariadb", "redis-cli", "sshpass", "curl", "login", "mongo", "auth")),
        (QuotedOption(), Words("mysql", "mariadb", "redis-cli", "sshpass", "curl")),
        (Piped(), Words("chpasswd", "-stdin", "auth_pass", "stats")),
        (Sql(), Words("password", "identified")),
        (Authorization(), Words("authorization")),
    ];

    // The same for the patterns of names.
    private static readonly SearchValues<string> _names = Words("pass", "pw", "psk", "secret", "token", "key", "credential", "auth", "dsn");

    private static readonly SearchValues<string> _schemes = Words("basic", "bearer");

    private static readonly SearchValues<string> _hashes = Words("apr1$", "2a$", "2b$", "2x$", "2y$", "1$", "5$", "6$", "argon2");

    // In place of what is hidden already; no text has a meaning for it.
    private const string Sign = "\uFDD0";

    /// <summary>Whether a value is a secret, under the name that it has.</summary>
    public static bool IsSecret(string name, string value) => IsSecretValue(value) || IsNamed(name, value);

    /// <summary>Whether a value is a secret whatever it is called.</summary>
    public static bool IsSecretValue(string value) =>
        value.Length >= ShortestForm && (KnownForms(value).Any() || Credentials(value).Any() || IsRandom(value));

    /// <summary>A value as reports show it: a text with something else in place of each secret in it, or in place of it all.</summary>
    public static string Shown(string name, string text) => Without(name, text, _ => NotShown);

    /// <summary>The same with another word for each secret.</summary>
    public static string Without(string name, string text, Func<string, string> instead) =>
        IsNamed(name, text) || IsRandom(text) ? instead(text) : Without(text, instead);

    /// <summary>Whether a value is a secret under its name, or sets something to one.</summary>
    public static bool Holds(string name, string value) => IsSecret(name, value) || In(value).Any();

    /// <summary>Whether a command line gives a program a password after an option, such as <c>mysql -p</c>.</summary>
    public static bool HasPasswordOption(string commandLine) =>
        OptionsIn(commandLine).Any(pattern => pattern.IsMatch(commandLine)) || Named(commandLine, LongOption()).Any();

    /// <summary>The names of what a text sets to a secret, wherever in its lines, and whether a key is in it.</summary>
    public static IEnumerable<string> In(string text) => Found(text).Select(one => one.Name);

    /// <summary>The text with something else in place of each secret in it.</summary>
    public static string Without(string text, Func<string, string> instead)
    {
        // The words that stand for a secret would be taken for another one.
        var looked = text.Replace(NotShown, Sign, StringComparison.Ordinal);
        var found = Found(looked).ToList();
        if (found.Count == 0)
        {
            return text;
        }

        var rest = new StringBuilder();
        var at = 0;
        foreach (var (start, end, _) in found)
        {
            rest.Append(looked, at, start - at).Append(instead(looked[start..end]));
            at = end;
        }

        return rest.Append(looked, at, looked.Length - at).Replace(Sign, NotShown).ToString();
    }

    /// <summary>Shannon's entropy of a text, in bits for each character.</summary>
    public static double BitsOf(string text) =>
        text.GroupBy(letter => letter)
            .Sum(group => -((double)group.Count() / text.Length) * Math.Log2((double)group.Count() / text.Length));

    private sealed record Secret(int Start, int End, string Name);

    private static bool IsNamed(string name, string value) =>
        name.AsSpan().ContainsAny(_names)
        && (
            (SecretName().IsMatch(name) && IsLiteral(name, value))
            || (KeyName().IsMatch(name) && IsRandomKey(value))
            || (DsnName().IsMatch(name) && DsnWithPassword().IsMatch(value))
            || (BasicAuthName().IsMatch(name) && UserAndPassword().IsMatch(value))
            || (AuthName().IsMatch(name) && Base64().IsMatch(value) && IsPair(value))
        )
        && !NameOfSomethingElse().IsMatch(name);

    private static bool IsRandom(string value) =>
        value.Length >= ShortestRandom
        && Word().IsMatch(value)
        && !Digest().IsMatch(value)
        && HasAllKinds(value)
        && BitsOf(value) > LeastBits;

    // In the order of the text; what is within another is left out.
    private static IEnumerable<Secret> Found(string text)
    {
        var end = 0;
        foreach (
            var one in Named(text)
                .Concat(KnownForms(text).Select(match => new Secret(match.Index, match.Index + match.Length, NoName)))
                .Concat(Credentials(text).Select(group => new Secret(group.Index, group.Index + group.Length, NoName)))
                .Concat(
                    OptionsIn(text)
                        .SelectMany(pattern => pattern.Matches(text))
                        .Select(match => match.Groups["value"])
                        .Select(group => new Secret(group.Index, group.Index + group.Length, NoName))
                )
                .OrderBy(one => one.Start)
                .ThenByDescending(one => one.End)
        )
        {
            if (one.Start >= end)
            {
                end = one.End;
                yield return one;
            }
        }
    }

    private static IEnumerable<Regex> OptionsIn(string text) =>
        _options.Where(option => text.AsSpan().ContainsAny(option.Signs)).Select(option => option.Pattern);

    private static SearchValues<string> Words(params string[] words) => SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Secret> Named(string text) =>
        new[] { Assignment(), Element(), NameAndValue(), Directive(), Folded(), LongOption() }.SelectMany(pattern => Named(text, pattern));

    private static IEnumerable<Secret> Named(string text, Regex pattern)
    {
        for (var match = pattern.Match(text); match.Success; )
        {
            var (name, value) = (match.Groups["name"], match.Groups["value"]);
            // What follows the scheme of an address is found by its form.
            var isFound =
                value.Length > 0
                && (value.Value is ['/', '/', ..] ? IsNamed(name.Value, value.Value) : IsSecret(name.Value, value.Value))
                && !IsComment(text, match.Index);
            var (start, end) = isFound ? RangeOf(text, name.Value, value) : (0, 0);
            if (isFound)
            {
                yield return new Secret(start, end, name.Value);
            }

            // What is no secret may hold an assignment itself, such as an address with a query.
            match = pattern.Match(text, isFound ? end : Math.Max(value.Index, match.Index + 1));
        }
    }

    // Of an address with a password the rest is shown.
    private static (int Start, int End) RangeOf(string text, string name, Group value)
    {
        var password = WithPassword().Match(value.Value).Groups["password"];
        var start = value.Index + password.Index;
        return password.Success && !IsNamed(name, value.Value) && !IsRandom(value.Value)
            ? (start, start + password.Length)
            : (value.Index, EndOf(text, value));
    }

    // A password may hold any sign: one without quotes goes on to the next space, though what a shell or an address would part from it is hidden with it.
    private static int EndOf(string text, Group value)
    {
        var end = value.Index + value.Length;
        if (value.Index > 0 && text[value.Index - 1] is '"' or '\'' or '>')
        {
            return end;
        }

        // In YAML it has spaces too, up to a comment.
        if (YamlKey().IsMatch(text[(text.LastIndexOf('\n', Math.Max(0, value.Index - 1)) + 1)..value.Index]))
        {
            return end + RestOfLine().Match(text, end).Length;
        }

        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('"' or '\''))
        {
            end++;
        }

        return end;
    }

    // Comments speak of passwords; keys in them are found by their form all the same.
    private static bool IsComment(string text, int at)
    {
        var line = text.AsSpan(text.LastIndexOf('\n', Math.Max(0, at - 1)) + 1).TrimStart();
        return line is ['#' or ';', ..] or ['/', '/', ..];
    }

    // No path, no reference to something else, no word that turns something on or off.
    private static bool IsLiteral(string name, string value) =>
        value.Length >= ShortestNamed
        && !Elsewhere().IsMatch(value)
        && (!Switch().IsMatch(value) || (PasswordName().IsMatch(name) && Digits().IsMatch(value)))
        && !Address().IsMatch(value);

    private static bool IsRandomKey(string value) =>
        !Guid.TryParseExact(value, "D", out _)
        && BitsOf(value) >= LeastBitsOfKey
        && (
            Hex().IsMatch(value) ? value.Length >= ShortestHexKey
            : Base32().IsMatch(value) ? value.Length >= ShortestKey
            : value.Length >= ShortestKey
                && Base64().IsMatch(value)
                && value.Any(char.IsAsciiDigit)
                && value.Any(char.IsAsciiLetterLower)
                && value.Any(char.IsAsciiLetterUpper)
        );

    private static bool HasAllKinds(string text) =>
        text.Any(char.IsAsciiDigit) && text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiLetterUpper);

    // As HTTP sends them: a user and a password in base64, or a token. Other words after "basic" and "bearer" are none.
    private static IEnumerable<Group> Credentials(string text) =>
        !text.AsSpan().ContainsAny(_schemes)
            ? []
            : Basic()
                .Matches(text)
                .Select(match => match.Groups["value"])
                .Where(group => IsPair(group.Value))
                .Concat(
                    Bearer()
                        .Matches(text)
                        .Select(match => match.Groups["value"])
                        .Where(group => group.Value.Any(char.IsAsciiDigit) && BitsOf(group.Value) >= LeastBitsOfKey)
                );

    private static bool IsPair(string base64)
    {
        Span<byte> bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length)
            && bytes[..length].Contains((byte)':')
            && !bytes[..length].ContainsAnyExceptInRange((byte)' ', (byte)'~');
    }

    // pass, pwd and pw only as a word at the end: other words hold these letters too.
    [GeneratedRegex(
        @"(?i)passw(or)?d|passphrase|secret|token(?!s|iz)|(api|auth|access|bearer|refresh)[_.-]*tokens|(api|private|signing|encryption|master|access|hmac|aes)[_.-]*key|credential|(^|[_.-]|pg|db|sql|redis|mq|smtp|mail|imap|ftp|ldap|admin|root|user|store|key)(pass|pwd|pw)$|(^|[_.-])psk$|requirepass$|masterauth$|(?-i:[a-z](Pass|Pwd)$)"
    )]
    private static partial Regex SecretName();

    [GeneratedRegex("(?i)(passw(or)?d|passphrase|pass|pwd)$")]
    private static partial Regex PasswordName();

    [GeneratedRegex("(?i)(^|[_.-])key$|(?-i:[a-z]Key$)")]
    private static partial Regex KeyName();

    // It names where the secret is, how it is kept, sent or checked, or how long it lasts; or it is no secret; or it is nginx's, which passes requests on.
    [GeneratedRegex(
        "(?i)[_.-](file|path|url|uri|name|dir|ttl|expiry|length|algorithm|id|stdin|type|issuer|provider|source|backend|hash|encryption|policy|endpoint|lifetime|header|rotation|ref|count|limit|scopes?|audience|class|authentication|field|timeout)$|less$|(^|[_.-])secretary|(?-i:[a-z](Ref|File|Path|Url|Uri|Name|Dir|Ttl|Expiry|Length|Algorithm|Id|Type|Issuer|Provider|Source|Backend|Hash|Encryption|Policy|Endpoint|Lifetime|Header|Rotation)$)|public[_.-]?key|(proxy|fastcgi|uwsgi|scgi|grpc)_pass$"
    )]
    private static partial Regex NameOfSomethingElse();

    [GeneratedRegex("(?i)dsn$")]
    private static partial Regex DsnName();

    [GeneratedRegex($@"\A[^\s:@/]+:(?!{Reference}+@)[^\s:@/][^\s@]*@")]
    private static partial Regex DsnWithPassword();

    [GeneratedRegex(@"(?i)basic[_.-]?auth(\.users)?$")]
    private static partial Regex BasicAuthName();

    // As docker's client keeps the passwords of registries.
    [GeneratedRegex("(?i)^auth$")]
    private static partial Regex AuthName();

    [GeneratedRegex($@"\A[^\s:/]+:(?!{Reference}+\z)[^\s:/]\S*\z")]
    private static partial Regex UserAndPassword();

    // What stands for a value that is elsewhere: a variable of a shell, of Windows or of a template, or a blank to be filled in. What only begins with such a sign is a value.
    private const string Reference =
        @"(?>\${1,2}(?:\{[^{}\s]*\}|\((?>[^()]|\([^()]*\))*\)|[A-Za-z_][A-Za-z0-9_]*)|\{\{[^{}]*\}\}|\{[A-Za-z_][\w.-]*\}|%[A-Za-z_]\w*(?:\([^()\s]*\))?%|%\([^()\s]*\)s|%\{[^{}\s]*\}|<[^<>]*>)";

    // References, also with a path or signs after them; a path whose first folder is a word; a word after a stroke; values in JSON; what says where a build finds a secret.
    [GeneratedRegex(
        $@"\A(?:{Reference}(?>{Reference}|/[\w.@-]*|[-_.:,;|+=@])*|/[a-z][a-z0-9_-]*(?>/(?>[\w.@+*-]|{Reference})*)+|/[a-z][a-z._-]*|\{{(?s:.*)\}}|(?:id|src|source|type)=.*)\z"
    )]
    private static partial Regex Elsewhere();

    // Before the last @ of it; digits and a slash are a port. It has a bound: a long text may hold the sign before it over and over.
    private const string PasswordOfAddress =
        $@"(?!{Reference}+[@/?#])(?![0-9]+[/?#,])[^\s@""'<>][^\s""'<>]{{0,1000}}?(?=@[^@\s""'<>/?#]*(?:[\s""'<>/?#]|\z))";

    // The same where the user's name has an @ as well, or nothing says that it is an address: then a path may be meant.
    private const string PasswordWithoutStroke = $@"(?!{Reference}+@)(?![0-9]+[?#,;])[^\s@/""'<>]+(?=@[^@\s""'<>/?#]*(?:[\s""'<>/?#]|\z))";

    // What is a secret whatever it is called. Most texts hold no sign of one, and looking for it is quick.
    private static IEnumerable<Match> KnownForms(string text) =>
        Token()
            .Matches(text)
            .Concat(text.Contains('@', StringComparison.Ordinal) ? WithPassword().Matches(text) : Enumerable.Empty<Match>())
            .Concat(text.AsSpan().ContainsAny(_hashes) ? Hashed().Matches(text) : Enumerable.Empty<Match>());

    // By what they begin with.
    [GeneratedRegex(
        @"-----BEGIN [A-Z ]*PRIVATE KEY-----(?s:.*?-----END [A-Z ]*PRIVATE KEY-----|.*)|\bA(?:KI|SI)A[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_[A-Za-z0-9_]{22,}|\bxox[bap]-[A-Za-z0-9-]{10,}|\bglpat-[A-Za-z0-9_-]{20,}|\bSWMTKN-1-[a-z0-9-]+|\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{10,}|\b[sr]k_live_[A-Za-z0-9]{16,}|\bnpm_[A-Za-z0-9]{36}\b|\bdckr_pat_[A-Za-z0-9_-]{20,}|\bhvs\.[A-Za-z0-9_-]{20,}|\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}|\bAIza[A-Za-z0-9_-]{35}|\bxapp-[A-Za-z0-9-]{10,}|\bpul-[0-9a-f]{40}\b|\bAGE-SECRET-KEY-1[A-Z0-9]{50,}|\bhooks\.slack\.com/(services|workflows|triggers)/[A-Za-z0-9/_-]{10,}"
    )]
    private static partial Regex Token();

    // Who has a long name with digits in an address may be a token.
    [GeneratedRegex(
        $@"(?<password>(?<=://)(?!\[)(?=[^/\s:@]*[0-9])[^/\s:@]{{20,}}(?:(?=@)|:{PasswordOfAddress})|(?<=://(?!\[)[^/\s:@]*:){PasswordOfAddress}|(?<=://[^/\s:@]*@[^/\s:@]+:){PasswordWithoutStroke}|(?<=(?:^|[\s""'=(,\[])//[^/\s:@]+:){PasswordWithoutStroke}(?=@[^/\s]+/))|(?<![^\s:@/""'=])[^\s:@/""'=]{{1,256}}:(?!{Reference}+@)[^\s@""']{{1,128}}@(tcp|unix)\("
    )]
    private static partial Regex WithPassword();

    [GeneratedRegex(
        @"(?<![^\s:@/""'=])[^\s:@/""'=]{1,256}:\${1,2}(apr1|2[abxy]|[156]|argon2id?)\${1,2}[^\s""']{8,}|\${1,2}(?:2[abxy]\${1,2}[0-9]{2}\${1,2}[./A-Za-z0-9]{53}|[56]\${1,2}[./A-Za-z0-9=,$]{40,}|argon2id?\${1,2}v=[^\s""']{20,})"
    )]
    private static partial Regex Hashed();

    // Words are shorter, or have no digits.
    [GeneratedRegex(@"(?i)\bbearer\s+(?<value>[A-Za-z0-9._~+/-]{16,}=*)")]
    private static partial Regex Bearer();

    [GeneratedRegex(@"(?i)\bbasic\s+(?<value>[A-Za-z0-9+/]{6,}={0,2})(?![A-Za-z0-9+/=])")]
    private static partial Regex Basic();

    [GeneratedRegex(@"\A[A-Za-z0-9+/_=-]+\z")]
    private static partial Regex Word();

    // Such as that of an image, or the integrity of a script.
    [GeneratedRegex(@"\Asha(1|256|384|512)[:-]")]
    private static partial Regex Digest();

    [GeneratedRegex(@"\A[0-9A-Fa-f]+\z")]
    private static partial Regex Hex();

    [GeneratedRegex(@"\A(?=.*[2-7])(?=.*[A-Z])[A-Z2-7]+=*\z")]
    private static partial Regex Base32();

    [GeneratedRegex(@"\A[A-Za-z0-9+/_-]+=*\z")]
    private static partial Regex Base64();

    [GeneratedRegex("(?i)^(true|false|none|null|required|optional|enabled|disabled|[0-9]+[a-z]?)$")]
    private static partial Regex Switch();

    [GeneratedRegex(@"\A[0-9]+\z")]
    private static partial Regex Digits();

    [GeneratedRegex("^[a-z]+://")]
    private static partial Regex Address();

    // What is called, or looked up, is no literal. In JSON within JSON quotes have a stroke before them. Of a very long word the beginning tells what it is.
    [GeneratedRegex(
        """(?<![\w.]|\w-+)(?<name>(?>[A-Za-z_][\w.-]*))(?:\\?["']\]?)?[ \t]*(?>=>|:=|[:=])[ \t]*(?:"(?<value>[^"\n]*)"|'(?<value>[^'\n]*)'|\\"(?<value>[^"\\\n]*)\\"|(?<value>(?>[^\s"',;{}\[\]()<>&|\\]{1,300}))(?![(\[]))"""
    )]
    private static partial Regex Assignment();

    [GeneratedRegex("""<(?<name>[A-Za-z][\w.-]*)(?:\s[^<>]*)?>\s*(?<value>[^<>\s]+)\s*</\k<name>>""")]
    private static partial Regex Element();

    [GeneratedRegex(
        """(?i)\b(?:name|key)=["'](?<name>[\w.-]+)["'](?:\s+value=["'](?<value>[^"'\n]+)["']|>(?<value>[^<>\n]+)</)|\bdefine\(\s*["'](?<name>\w+)["']\s*,\s*["'](?<value>[^"'\n]+)["']"""
    )]
    private static partial Regex NameAndValue();

    // Such as those of Redis, and of .netrc.
    [GeneratedRegex(
        """(?im)(?:^[ \t]*|\blogin[ \t]+\S+[ \t]+)(?<name>requirepass|masterauth|password|passwd)[ \t]+["']?(?<value>[^\s"'=:]+)["']?[ \t]*$"""
    )]
    private static partial Regex Directive();

    // A text over several lines in YAML.
    [GeneratedRegex("""(?m)^[ \t-]*(?<name>[A-Za-z_][\w.-]*)[ \t]*:[ \t]*[>|][-+0-9]*[ \t]*\n[ \t]+(?<value>[^\n]*[^\s])""")]
    private static partial Regex Folded();

    [GeneratedRegex(@"\A[ \t]*(?:-[ \t]+)?[\w.-]+:[ \t]+\z")]
    private static partial Regex YamlKey();

    [GeneratedRegex(@"\G(?>[^\s]|[ \t]+(?![#\s]|\z))*")]
    private static partial Regex RestOfLine();

    // What follows an option within one text, also in the next line, and is neither another option nor what a command prints. Some options say that there is no password, or that it is asked for.
    [GeneratedRegex(
        """(?<![\w-])--?(?!(?:no|ask|show)-)(?<name>(?>[A-Za-z][\w.-]+))(?>[ \t](?:[ \t]|\\\r?\n)*)(?:"(?<value>[^"\n]*)"|'(?<value>[^'\n]*)'|\\"(?<value>[^"\\\n]*)\\"|(?<value>[^\s"'`;|&()-][^\s"'`;|&()]*))"""
    )]
    private static partial Regex LongOption();

    // Between a command and its option, with a bound: a long text may name the command over and over.
    private const string Rest = @"[^\n|;&]{0,1000}?";

    private const string Mysql = $@"(?:mysql|mariadb)(?>[\w-]*)\b{Rest}\s-p";
    private const string Curl = $@"curl\b{Rest}\s(?:-u|--user|-U|--proxy-user)";

    // As databases take them.
    [GeneratedRegex(
        $@"(?i)\b(?:(?:create|alter)\s{{1,20}}(?:user|role|login)\b[^;]{{0,200}}?\bpassword\s{{0,20}}=?\s{{0,20}}N?|identified\s{{1,20}}(?:(?:with|via)\s{{1,20}}\S{{1,60}}\s{{1,20}})?(?:by|using)\s{{1,20}}(?:password\s{{0,20}}\(?\s{{0,20}})?|set\s{{1,20}}password\s{{1,20}}(?:for\s{{1,20}}\S{{1,100}}\s{{1,20}})?(?:=|to)\s{{0,20}}(?:password\s{{0,20}}\(\s{{0,20}})?)(?:'(?<value>(?!{Reference}+')[^'\n]{{3,}})'|\\?""(?<value>(?!{Reference}+\\?"")[^""\\\n]{{3,}})\\?"")"
    )]
    private static partial Regex Sql();

    // A token after a word of its own; "basic" and "bearer" are found wherever they are.
    [GeneratedRegex(
        $@"(?i)\bauthorization(?:\\?[""'])?[ \t]{{0,20}}[:=][ \t]{{0,20}}(?:\\?[""'])?(?:token|api-?key)[ \t]{{1,20}}(?<value>(?!{Reference}+(?:[\s""',;)\\]|\z))(?=[^\s""'\\]{{0,60}}[0-9]|[^\s""'\\]{{16}})[^\s""'\\,]{{4,}})"
    )]
    private static partial Regex Authorization();

    // Programs that take a password after a short option, in one line or in a list of words; and a line with a user and a password.
    [GeneratedRegex(
        $$"""(?:\b(?:{{Mysql}}|redis-cli\b{{Rest}}\s-a,?\s+|sshpass,?\s+-p,?\s*|{{Curl}},?[=\s]*(?=[^\s:"']+:)|(?:(?:docker|podman|nerdctl|buildah|skopeo),?[ \t]+login|mongo(?:sh|dump|restore|import|export)?)(?=[,\s]){{Rest}}\s-p,?[ \t]+["']?(?!-|[0-9:]+(?:[\s"',]|\z)))|(?m:^[ \t]*basic_?auth[ \t]+[\w.@-]+[ \t]+["']?(?=[^\s"']+["']?;?[ \t\r]*$)))(?<value>(?!["']|{{Reference}}+(?::{{Reference}}*)?(?:[\s"',;|&)\]]|\z))[^\s"',]{3,})"""
    )]
    private static partial Regex Option();

    // What is piped into a program that reads a password; and lines of programs that take one.
    [GeneratedRegex(
        $@"\becho\s{{1,20}}(?:-\w\s{{1,20}})?[""']?(?:[\w.-]{{1,60}}:)?(?<value>(?!{Reference}+[\s""'|])[^\s""'|]{{3,}})[""']?\s{{0,20}}\|\s{{0,20}}(?:sudo\s{{1,20}})?(?:chpasswd\b|passwd\s{{1,20}}--stdin|(?:docker|podman|helm|crane|oras)\b[^\n|;&]{{0,300}}--password-stdin)|(?m:^[ \t]*(?:auth_pass|stats[ \t]+auth[ \t]+[^\s:]+:)[ \t]*(?<value>(?!{Reference}+\s)[^\s""']{{3,}})[ \t\r]*$)"
    )]
    private static partial Regex Piped();

    // The same with a password in quotes, which may then hold any other sign.
    [GeneratedRegex(
        $$"""\b(?:{{Mysql}}|redis-cli\b{{Rest}}\s-a\s+|sshpass\s+-p\s*|{{Curl}}[=\s]*(?=\\?["'][^\s:"']+:))(?:'(?<value>(?!{{Reference}}+(?::{{Reference}}*)?')[^'\n]{3,})'|(?<quote>\\?")(?<value>(?!{{Reference}}+(?::{{Reference}}*)?\\?")[^"\\\n]{3,})\k<quote>)"""
    )]
    private static partial Regex QuotedOption();
}
