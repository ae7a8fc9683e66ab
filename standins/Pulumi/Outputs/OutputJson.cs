using System.Text.Json;

namespace Pulumi;

public static partial class Output
{
    /// <summary>The value as JSON text; outputs and inputs inside it are resolved first.</summary>
    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(SerializeAsync());

        async Task<OutputData<string>> SerializeAsync()
        {
            var data = await value.Data.ConfigureAwait(false);
            if (!data.IsKnown)
            {
                return new(data.Resources, "", IsKnown: false, data.IsSecret);
            }
            var inner = new OutputJsonConverter();
            var json = JsonSerializer.Serialize(data.Value, inner.AddTo(options));
            return new(
                data.Resources.Union(inner.Resources),
                inner.SawUnknown ? "" : json,
                !inner.SawUnknown,
                data.IsSecret || inner.SawSecret
            );
        }
    }

    /// <summary>The value that the JSON text describes.</summary>
    public static Output<T> JsonDeserialize<T>(Output<string> json, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return json.Apply(text => JsonSerializer.Deserialize<T>(text, new OutputJsonConverter().AddTo(options))!);
    }
}
