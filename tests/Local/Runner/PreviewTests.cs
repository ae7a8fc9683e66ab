using System.Text.RegularExpressions;
using Local.Providers.Contract;
using Local.Runner;
using Snapshooter.Xunit;

namespace Tests.Local.Runner;

public sealed partial class PreviewTests : IDisposable
{
    private readonly TestStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task A_preview_touches_nothing_and_leaves_no_file()
    {
        var result = await _stack.PreviewAsync(program => program.ThingAsync("a", ("size", 1)));

        Assert.Equal(["Create a"], TestStack.Steps(result));
        Assert.Empty(_stack.Calls());
        Assert.False(Directory.Exists(_stack.Options.StateDirectory));
    }

    [Fact]
    public async Task A_preview_from_nothing_plans_as_if_nothing_were_there()
    {
        await _stack.UpAsync(program => program.ThingAsync("a", ("size", 1)));
        _stack.Calls();
        _stack.Options = _stack.Options with { FromNothing = true };

        var result = await _stack.PreviewAsync(program => program.ThingAsync("a", ("size", 2)));

        Assert.Equal(["Create a"], TestStack.Steps(result));
        Assert.Empty(_stack.Calls());
        Assert.Equal(["a"], _stack.Names.Where(name => name == "a"));
    }

    [Fact]
    public async Task What_is_not_made_yet_has_no_id_and_knows_its_inputs_only()
    {
        Pulumirpc.RegisterResourceResponse? a = null;

        await _stack.PreviewAsync(async program => a = await program.ThingAsync("a", ("size", 1), ("of", PropertyValue.Unknown)));

        Assert.Equal("", a!.Id);
        Assert.Equal("{size: 1}", ScriptedProgram.Outputs(a).ToString());
    }

    [Fact]
    public async Task What_an_update_may_change_is_unknown_and_the_rest_as_recorded()
    {
        _stack.Cloud.Outputs = (_, _) => new PropertyMap([new("address", "10.0.0.1"), new("stdout", "first")]);
        _stack.Cloud.MayChange.Add("stdout");
        await _stack.UpAsync(program => program.ThingAsync("a", ("size", 1), ("gone", "x")));
        Pulumirpc.RegisterResourceResponse? a = null;

        await _stack.PreviewAsync(async program =>
            a = await program.ThingAsync("a", [("size", 2)], request => request.SupportsPartialValues = true)
        );

        Assert.Equal("a-id1", a!.Id);
        Assert.Equal("{address: 10.0.0.1, size: 2, stdout: [unknown]}", ScriptedProgram.Outputs(a).ToString());
    }

    [Fact]
    public async Task An_unknown_input_is_a_change()
    {
        await _stack.UpAsync(program => program.ThingAsync("a", ("of", "x")));

        var result = await _stack.PreviewAsync(program => program.ThingAsync("a", ("of", PropertyValue.Unknown)));

        Assert.Equal(
            ["of: x to [unknown]"],
            Assert
                .Single(result.Steps, step => step.Operation == Operation.Update)
                .Changes.Select(change => $"{change.Path}: {change.Old} to {change.New}")
        );
    }

    [Fact]
    public async Task A_provider_whose_configuration_is_not_known_yet_serves_a_preview()
    {
        var result = await _stack.PreviewAsync(async program =>
        {
            var provider = await program.RegisterAsync("pulumi:providers:cloud", "mine", [("host", PropertyValue.Unknown)], _ => { });
            Assert.Equal("", provider.Id);
            await program.ThingAsync("a", [], request => request.Provider = $"{provider.Urn}::04da6b54-80e4-46f7-96ec-b56ff0331ba9");
        });

        Assert.Equal(["Create a"], TestStack.Steps(result));
    }

    [Fact]
    public async Task The_JSON_is_that_of_pulumi_preview()
    {
        _stack.Cloud.Replaces.Add("zone");
        _stack.Options = _stack.Options with { ConfigOverrides = new Dictionary<string, string> { ["proj:size"] = "3" } };
        await _stack.UpAsync(async program =>
        {
            await program.ThingAsync("same");
            await program.ThingAsync(
                "update",
                ("size", 1),
                ("password", PropertyValue.Of("x").ToSecret()),
                ("list", PropertyValue.Of(["a", "b"]))
            );
            await program.ThingAsync("replace", ("zone", "1"));
            await program.ThingAsync("gone");
        });

        var result = await _stack.PreviewAsync(async program =>
        {
            await program.ThingAsync("same");
            await program.ThingAsync(
                "update",
                ("size", 2),
                ("password", PropertyValue.Of("y").ToSecret()),
                ("list", PropertyValue.Of(["a"]))
            );
            await program.ThingAsync("replace", ("zone", "2"));
            await program.ThingAsync("create", ("of", PropertyValue.Unknown));
            await program.Engine.LogAsync(new Pulumirpc.LogRequest { Severity = Pulumirpc.LogSeverity.Warning, Message = "Mind the gap." });
        });

        Snapshot.Match(Volatile().Replace(result.ToPreviewJson(), "…"));
    }

    [Fact]
    public async Task Its_JSON_names_what_stays_only_if_that_is_asked_for()
    {
        await _stack.UpAsync(program => program.ThingAsync("same"));

        var result = await _stack.PreviewAsync(program => program.ThingAsync("same"));

        Assert.DoesNotContain("::same\"", result.ToPreviewJson(), StringComparison.Ordinal);
        Assert.Contains(
            "\"op\": \"same\",\n            \"urn\": \"urn:pulumi:",
            result.ToPreviewJson(showSames: true),
            StringComparison.Ordinal
        );
        Assert.Contains("::same\"", result.ToPreviewJson(showSames: true), StringComparison.Ordinal);
    }

    [GeneratedRegex("(?<=\"(time|created|modified)\": \")[^\"]*|(?<=\"duration\": )[0-9]+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Volatile();
}
