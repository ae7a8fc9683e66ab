using Local.Runner;

namespace Tests.Local.Runner.Deployments.Registering;

/// <summary>As the engine does it: another provider, or another configuration of it, replaces a resource only when the provider says so.</summary>
public sealed class ProviderTests : IDisposable
{
    private readonly TestStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Theory]
    [InlineData("one", "two", false, "")]
    [InlineData("one", "two", true, "Replace a because of provider")]
    [InlineData("one", "one", false, "")]
    [InlineData("one", "one", true, "Replace a because of provider")]
    public async Task A_resource_goes_to_another_provider_as_that_one_says(string before, string now, bool replaces, string expected)
    {
        await _stack.UpAsync(program => WithProvider(program, before, "host1"));
        _stack.Calls();
        _stack.Cloud.ConfigReplaces = replaces ? ["host"] : [];

        var preview = await _stack.PreviewAsync(program => WithProvider(program, now, "host2"));
        var up = await _stack.UpAsync(program => WithProvider(program, now, "host2"));

        foreach (var result in new[] { preview, up })
        {
            Assert.Equal([], TestStack.Errors(result));
            Assert.Equal(
                expected,
                string.Join(
                    ", ",
                    result
                        .Steps.Where(step =>
                            step.Type == ScriptedProgram.Thing && step.Operation is not (Operation.Same or Operation.DeleteReplaced)
                        )
                        .Select(step => $"{step.Operation} {step.Name} because of {string.Join(", ", step.ReplaceReasons)}")
                )
            );
        }

        Assert.Equal(replaces ? ["create a", "delete a"] : [], _stack.Calls());
        Assert.Contains($"::{now}::", _stack.Resource("a").GetProperty("provider").GetString(), StringComparison.Ordinal);
        Assert.Equal([], TestStack.Steps(await _stack.PreviewAsync(program => WithProvider(program, now, "host2"))));
    }

    // As the packages send them: a secret within a list, and the list as a text.
    [Fact]
    public async Task A_secret_within_a_list_of_a_provider_makes_the_whole_list_one()
    {
        const string sent =
            """[ { "address": "here", "password": { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "value": "hidden-password" } } ]""";
        const string inAnotherOrder =
            """[{"password":{"value":"hidden-password","4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270"},"address":"here"}]""";
        await _stack.UpAsync(program => program.RegisterAsync("pulumi:providers:cloud", "one", [("registryAuth", sent)], _ => { }));

        Assert.DoesNotContain("hidden-password", File.ReadAllText(_stack.StatePath), StringComparison.Ordinal);
        Assert.Equal(
            [],
            TestStack.Steps(
                await _stack.PreviewAsync(program =>
                    program.RegisterAsync("pulumi:providers:cloud", "one", [("registryAuth", inAnotherOrder)], _ => { })
                )
            )
        );
        var changed = await _stack.PreviewAsync(program =>
            program.RegisterAsync(
                "pulumi:providers:cloud",
                "one",
                [("registryAuth", sent.Replace("hidden-", "other-", StringComparison.Ordinal))],
                _ => { }
            )
        );
        Assert.Equal(
            ["registryAuth: [secret] => [secret]"],
            changed.Steps.SelectMany(step => step.Changes).Select(change => $"{change.Path}: {change.Old} => {change.New}")
        );
    }

    private static async Task WithProvider(ScriptedProgram program, string name, string host)
    {
        var provider = await program.RegisterAsync("pulumi:providers:cloud", name, [("host", host)], _ => { });
        await program.ThingAsync("a", [("size", 1)], request =>
            request.Provider =
                $"{provider.Urn}::{(provider.Id.Length > 0 ? provider.Id : global::Local.Runner.Resources.Signatures.Unknown)}"
        );
    }
}
