using Infra.Compose.Format;
using Pulumi;

namespace Infra.Workloads;

/// <summary>Texts of a stack file as arguments: secrets stay secret.</summary>
internal static class TextInput
{
    public static Input<string> ToInput(this Text text) => text.IsSecret ? Output.CreateSecret(text.Value) : text.Value;

    public static InputMap<string> ToInputMap(this IEnumerable<KeyValuePair<string, Text>> texts)
    {
        var map = new InputMap<string>();
        foreach (var (name, text) in texts)
        {
            map.Add(name, text.ToInput());
        }

        return map;
    }
}
