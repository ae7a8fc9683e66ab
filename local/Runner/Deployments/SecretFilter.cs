using System.Collections.Concurrent;
using Local.Providers.Contract;

namespace Local.Runner.Deployments;

/// <summary>Takes the secrets that a run has met out of whatever it says.</summary>
internal sealed class SecretFilter
{
    /// <summary>What a user declares secret in the configuration is hidden from this length on; shorter ones would be found in ordinary words.</summary>
    private const int ShortestDeclared = 5;

    /// <summary>
    /// What is secret within resources is hidden from this length on. A connection is secret as a whole, and a message that hid its host's address or
    /// its user's name would say nothing; tokens and keys are longer.
    /// </summary>
    private const int Shortest = 16;

    private readonly ConcurrentDictionary<string, bool> _secrets = new(StringComparer.Ordinal);

    public void Learn(PropertyMap map)
    {
        foreach (var value in map.Values)
        {
            Learn(value, false);
        }
    }

    /// <summary>Learns a value of the configuration.</summary>
    public void Learn(string declared) => Learn(declared, ShortestDeclared);

    public string Hide(string text)
    {
        foreach (
            var secret in _secrets
                .Keys.Where(secret => text.Contains(secret, StringComparison.Ordinal))
                .OrderByDescending(secret => secret.Length)
        )
        {
            text = text.Replace(secret, "[secret]", StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>Learns a text and, since messages are often cut by line, each of its lines.</summary>
    private void Learn(string secret, int shortest)
    {
        foreach (var part in secret.Split('\n').Append(secret).Select(part => part.Trim()).Where(part => part.Length >= shortest))
        {
            _secrets[part] = true;
        }
    }

    private void Learn(PropertyValue value, bool isSecret)
    {
        isSecret |= value.IsSecret;
        switch (value.Kind)
        {
            case PropertyKind.String when isSecret:
                Learn(value.AsString, Shortest);
                break;
            case PropertyKind.List:
                foreach (var item in value.AsList)
                {
                    Learn(item, isSecret);
                }

                break;
            case PropertyKind.Map:
                foreach (var item in value.AsMap.Values)
                {
                    Learn(item, isSecret);
                }

                break;
        }
    }
}
