using System.Collections.Immutable;
using System.Reflection;
using Pulumi;
using Pulumi.Testing;

namespace Tests.Standins.Facts;

/// <summary>Calls the look-ups of given classes and notes the token that each sends.</summary>
internal static class InvokeProbe
{
    public static async Task<IReadOnlyDictionary<Type, string>> TokensOf(IEnumerable<Type> types)
    {
        var found = new Dictionary<Type, string>();
        foreach (var type in types)
        {
            if (
                type.GetMethods(BindingFlags.Public | BindingFlags.Static)
                    .Where(IsInvoke)
                    .MinBy(method => method.Name, StringComparer.Ordinal) is
                { } invoke
            )
            {
                var mocks = new RecordingCalls();
                object? answer = null;
                await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, () =>
                {
                    answer = invoke.Invoke(null, [Sample.Arguments(invoke.GetParameters()[0].ParameterType), null]);
                });
                if (answer is Task task)
                {
                    await task.ContinueWith(_ => { }, TaskScheduler.Default);
                }

                found[type] = mocks.Token;
            }
        }

        return found;
    }

    private static bool IsInvoke(MethodInfo method) =>
        method.Name is "Invoke" or "InvokeAsync"
        && method.GetParameters() is [_, { ParameterType: var options }]
        && options == typeof(InvokeOptions);

    private sealed class RecordingCalls : IMocks
    {
        public string Token { get; private set; } = "";

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args) =>
            throw new NotSupportedException("A look-up registers nothing.");

        public Task<object> CallAsync(MockCallArgs args)
        {
            Token = args.Token!;
            return Task.FromResult<object>(ImmutableDictionary<string, object>.Empty);
        }
    }
}
