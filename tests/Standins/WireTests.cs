using System.Collections.Immutable;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Pulumi;
using Pulumi.Utilities;
using Pulumirpc;
using Tests.Infra;
using Alias = Pulumi.Alias;

namespace Tests.Standins;

/// <summary>What goes over the wire. The environment is the process's, so these tests run one after another.</summary>
[Collection(ProgramRuns.Name)]
public sealed class WireTests
{
    private const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    private const string Signature = "4dabf18193072939515e22adb298388d";
    private static readonly string _root = RecordingMonitor.Urn("pulumi:pulumi:Stack", "swarm-dev");

    private readonly WireRun _run = new();

    [Fact]
    public async Task A_small_program_is_registered_with_exactly_these_requests()
    {
        Assert.Equal(
            0,
            await _run.RunAsync(() =>
                Deployment.RunAsync(() =>
                {
                    Thing? inner = null;
                    var group = new Group("g", parent =>
                        inner = new Thing("inner", new ThingArgs { Name = "i" }, new() { Parent = parent })
                    );
                    _ = new Thing(
                        "outer",
                        new ThingArgs { Name = inner!.Name, Names = { "fixed", inner.Id } },
                        new() { DependsOn = { group } }
                    );
                    return new Dictionary<string, object?> { ["title"] = group.Title };
                })
            )
        );

        AssertSame(
            new RegisterResourceRequest
            {
                Type = "pulumi:pulumi:Stack",
                Name = "swarm-dev",
                Object = new Struct(),
            },
            _run.Monitor.Registered["swarm-dev"]
        );
        AssertSame(
            new RegisterResourceRequest
            {
                Type = "test:index:Group",
                Name = "g",
                Parent = _root,
                Object = new Struct(),
            },
            _run.Monitor.Registered["g"]
        );
        AssertSame(
            new RegisterResourceRequest
            {
                Type = Thing.Token,
                Name = "inner",
                Custom = true,
                Parent = RecordingMonitor.Urn("test:index:Group", "g"),
                Object = Struct("""{"name": "i", "tags": {}, "names": [], "parts": []}"""),
                PropertyDependencies =
                {
                    ["name"] = new(),
                    ["tags"] = new(),
                    ["names"] = new(),
                    ["parts"] = new(),
                },
            },
            _run.Monitor.Registered["inner"]
        );
        var inner = RecordingMonitor.Urn(Thing.Token, "inner");
        AssertSame(
            new RegisterResourceRequest
            {
                Type = Thing.Token,
                Name = "outer",
                Custom = true,
                Parent = _root,
                Object = Struct("""{"name": "i", "tags": {}, "names": ["fixed", "inner-id"], "parts": []}"""),
                Dependencies = { inner },
                PropertyDependencies =
                {
                    ["name"] = new() { Urns = { inner } },
                    ["tags"] = new(),
                    ["names"] = new() { Urns = { inner } },
                    ["parts"] = new(),
                },
            },
            _run.Monitor.Registered["outer"]
        );
        Assert.Equal(
            [(_root, """{ "title": "group g" }"""), (RecordingMonitor.Urn("test:index:Group", "g"), """{ "title": "group g" }""")],
            _run.Monitor.Outputs.Select(outputs => (outputs.Urn, outputs.Outputs.ToString())).Order()
        );
        Assert.Equal(1, _run.Monitor.Goodbyes);
        Assert.Empty(_run.Log.Messages);
    }

    [Fact]
    public async Task Every_option_is_sent()
    {
        var first = RecordingMonitor.Urn(Thing.Token, "first");
        await _run.RunAsync(() =>
            Deployment.RunAsync(() =>
            {
                var other = new Thing("first", new ThingArgs { Name = "f" });
                var provider = new ThingProvider("p", new ThingProviderArgs());
                _ = new Thing(
                    "all",
                    new ThingArgs { Name = "a" },
                    new()
                    {
                        Protect = true,
                        RetainOnDelete = false,
                        DeleteBeforeReplace = true,
                        DeletedWith = other,
                        ReplaceWith = { other },
                        ReplacementTrigger = "v1",
                        IgnoreChanges = { "a", "b" },
                        ReplaceOnChanges = { "c" },
                        HideDiffs = { "d" },
                        AdditionalSecretOutputs = { "e" },
                        ImportId = "there",
                        Version = "1.2.3",
                        PluginDownloadURL = "https://plugins.invalid",
                        Provider = provider,
                        CustomTimeouts = new() { Create = TimeSpan.FromMinutes(10), Delete = TimeSpan.FromSeconds(1.5) },
                        Aliases =
                        {
                            new Alias { Name = "old" },
                            new Alias { Urn = "urn:pulumi:dev::swarm::t:m:T::older" },
                            new Alias { NoParent = true },
                            new Alias
                            {
                                Parent = other,
                                Type = "t:m:T",
                                Project = "p",
                                Stack = "s",
                            },
                        },
                    }
                );
            })
        );

        AssertSame(
            new RegisterResourceRequest
            {
                Type = Thing.Token,
                Name = "all",
                Custom = true,
                Parent = _root,
                Object = Struct("""{"name": "a", "tags": {}, "names": [], "parts": []}"""),
                PropertyDependencies =
                {
                    ["name"] = new(),
                    ["tags"] = new(),
                    ["names"] = new(),
                    ["parts"] = new(),
                },
                Protect = true,
                RetainOnDelete = false,
                DeleteBeforeReplace = true,
                DeleteBeforeReplaceDefined = true,
                DeletedWith = first,
                ReplaceWith = { first },
                ReplacementTrigger = Value.ForString("v1"),
                IgnoreChanges = { "a", "b" },
                ReplaceOnChanges = { "c" },
                HideDiffs = { "d" },
                AdditionalSecretOutputs = { "e" },
                ImportId = "there",
                Version = "1.2.3",
                PluginDownloadURL = "https://plugins.invalid",
                Provider = RecordingMonitor.Urn("pulumi:providers:test", "p") + "::p-id",
                CustomTimeouts = new() { Create = "600000000000ns", Delete = "1500000000ns" },
                Aliases =
                {
                    new Pulumirpc.Alias
                    {
                        Spec = new() { Name = "old", NoParent = false },
                    },
                    new Pulumirpc.Alias { Urn = "urn:pulumi:dev::swarm::t:m:T::older" },
                    new Pulumirpc.Alias { Spec = new() { NoParent = true } },
                    new Pulumirpc.Alias
                    {
                        Spec = new()
                        {
                            ParentUrn = first,
                            Type = "t:m:T",
                            Project = "p",
                            Stack = "s",
                        },
                    },
                },
            },
            _run.Monitor.Registered["all"]
        );
    }

    [Fact]
    public async Task Protection_is_inherited_from_the_parent_unless_set()
    {
        await _run.RunAsync(() =>
            Deployment.RunAsync(() =>
                _ = new Group(
                    "g",
                    group =>
                    {
                        _ = new Thing("inherits", new ThingArgs { Name = "a" }, new() { Parent = group });
                        _ = new Thing("free", new ThingArgs { Name = "a" }, new() { Parent = group, Protect = false });
                    },
                    new() { Protect = true }
                )
            )
        );

        Assert.True(_run.Monitor.Registered["g"].Protect);
        Assert.True(_run.Monitor.Registered["inherits"].Protect);
        Assert.True(_run.Monitor.Registered["free"].HasProtect);
        Assert.False(_run.Monitor.Registered["free"].Protect);
        Assert.False(_run.Monitor.Registered["swarm-dev"].HasProtect);
    }

    [Fact]
    public async Task Secrets_unknowns_resources_and_files_are_marked()
    {
        await _run.RunAsync(() =>
            Deployment.RunAsync(() =>
            {
                var thing = new Thing("thing", new ThingArgs { Name = "t" });
                var unknown = OutputUtilities.CreateUnknown("");
                _ = new Thing(
                    "marked",
                    new ThingArgs
                    {
                        Name = unknown,
                        Secret = Output.CreateSecret("hidden"),
                        Names = { "open", unknown, Output.CreateSecret("hidden") },
                        Tags = { { "a", unknown } },
                        Size = Size.Large,
                        Any = thing,
                        Source = new AssetArchive(
                            new Dictionary<string, AssetOrArchive>
                            {
                                ["file"] = new FileAsset("f"),
                                ["text"] = new StringAsset("t"),
                                ["more"] = new RemoteArchive("https://a.invalid"),
                            }
                        ),
                    }
                );
            })
        );

        var secret = $$"""{"{{Signature}}": "1b47061264138c4ac30d75fd1eb44270", "value": "hidden"}""";
        const string asset = "c44067f5952c0a294b673a41bacd8c17";
        const string archive = "0def7320c3a5731c473e5ecbe6d01bc7";
        AssertSame(
            Struct(
                $$"""
                {
                  "name": "{{Unknown}}", "secret": {{secret}}, "names": ["open", "{{Unknown}}", {{secret}}], "tags": {"a": "{{Unknown}}"},
                  "size": "large", "parts": [],
                  "any": {"{{Signature}}": "5cf8f73096256a8f31e491e813e4eb8e", "urn": "{{RecordingMonitor.Urn(
                    Thing.Token,
                    "thing"
                )}}", "id": "thing-id"},
                  "source": {"{{Signature}}": "{{archive}}", "assets": {
                    "file": {"{{Signature}}": "{{asset}}", "path": "f"},
                    "text": {"{{Signature}}": "{{asset}}", "text": "t"},
                    "more": {"{{Signature}}": "{{archive}}", "uri": "https://a.invalid"} } }
                }
                """
            ),
            _run.Monitor.Registered["marked"].Object
        );
    }

    [Fact]
    public async Task Answers_keep_their_marks_and_dependencies()
    {
        Thing thing = null!,
            plain = null!;
        _run.Monitor.Answers["thing"] = answer =>
        {
            answer.Object = Struct(
                $$"""
                {"name": {"{{Signature}}": "1b47061264138c4ac30d75fd1eb44270", "value": "hidden"}, "count": "{{Unknown}}",
                 "tags": {"a": "x", "__internal": "y"}, "parts": [{"label": "p", "weight": 2}]}
                """
            );
            answer.PropertyDependencies["tags"] = new() { Urns = { RecordingMonitor.Urn(Thing.Token, "plain") } };
        };
        await _run.RunAsync(() =>
            Deployment.RunAsync(() =>
            {
                plain = new Thing("plain", new ThingArgs { Name = "p" });
                thing = new Thing("thing", new ThingArgs { Name = "t" });
                _ = new Thing("uses", new ThingArgs { Name = thing.Name, Tags = thing.Tags });
            })
        );

        Assert.True(await Output.IsSecretAsync(thing.Name));
        Assert.False(await OutputUtilities.GetIsKnownAsync(thing.Count));
        Assert.Equal(ImmutableDictionary<string, string>.Empty.Add("a", "x"), await OutputUtilities.GetValueAsync(thing.Tags));
        Assert.Equal(2, Assert.Single(await OutputUtilities.GetValueAsync(thing.Parts)).Weight);
        Assert.Equal(2, (await OutputUtilities.GetDependenciesAsync(thing.Tags)).Count);
        Assert.Equal(
            [RecordingMonitor.Urn(Thing.Token, "plain"), RecordingMonitor.Urn(Thing.Token, "thing")],
            _run.Monitor.Registered["uses"].PropertyDependencies["tags"].Urns.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task In_a_preview_what_is_not_answered_is_unknown_and_travels_on()
    {
        var preview = new WireRun { DryRun = true };
        preview.Monitor.Answers["made"] = answer => answer.Id = "";
        await preview.RunAsync(() =>
            Deployment.RunAsync(() =>
            {
                var made = new Thing("made", new ThingArgs { Name = "t" });
                _ = new Thing(
                    "uses",
                    new ThingArgs
                    {
                        Name = made.Id,
                        Secret = made.Unnamed!,
                        Any = made,
                    }
                );
            })
        );

        var sent = preview.Monitor.Registered["uses"].Object.Fields;
        Assert.Equal(Unknown, sent["name"].StringValue);
        Assert.Equal(Unknown, sent["secret"].StringValue);
        Assert.Equal("", sent["any"].StructValue.Fields["id"].StringValue);
    }

    [Theory]
    [InlineData(nameof(Result.Skip))]
    [InlineData(nameof(Result.Fail))]
    public async Task Of_a_resource_that_was_not_made_the_rest_is_unknown(string result)
    {
        Thing thing = null!;
        _run.Monitor.Answers["thing"] = answer => answer.Result = System.Enum.Parse<Result>(result);
        await _run.RunAsync(() => Deployment.RunAsync(() => thing = new Thing("thing", new ThingArgs { Name = "t" })));

        Assert.False(await OutputUtilities.GetIsKnownAsync(thing.Secret));
        Assert.True(await OutputUtilities.GetIsKnownAsync(thing.Name));
    }

    [Fact]
    public async Task A_dependency_on_a_component_is_one_on_what_is_inside_it()
    {
        await _run.RunAsync(() =>
            Deployment.RunAsync(() =>
            {
                var outer = new Group("outer", parent => _ = new Group(
                        "inner",
                        inner =>
                        {
                            _ = new Thing("a", new ThingArgs { Name = "a" }, new() { Parent = inner });
                            _ = new Thing("b", new ThingArgs { Name = "b" }, new() { Parent = inner });
                        },
                        new() { Parent = parent }
                    ));
                var empty = new Group("empty", _ => { });
                _ = new Thing("waits", new ThingArgs { Name = "w" }, new() { DependsOn = { outer, empty } });
            })
        );

        Assert.Equal(
            [RecordingMonitor.Urn(Thing.Token, "a"), RecordingMonitor.Urn(Thing.Token, "b")],
            _run.Monitor.Registered["waits"].Dependencies.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_resource_with_an_id_is_read()
    {
        Thing thing = null!;
        await _run.RunAsync(() =>
            Deployment.RunAsync(() => thing = new Thing("there", new ThingArgs { Name = "t" }, new() { Id = "its-id", Version = "1" }))
        );

        AssertSame(
            new ReadResourceRequest
            {
                Type = Thing.Token,
                Name = "there",
                Id = "its-id",
                Parent = _root,
                Version = "1",
                Properties = Struct("""{"name": "t", "tags": {}, "names": [], "parts": []}"""),
                AcceptSecrets = true,
                AcceptResources = true,
            },
            Assert.Single(_run.Monitor.Reads)
        );
        Assert.Equal("its-id", await OutputUtilities.GetValueAsync(thing.Id));
        Assert.Equal("t", await OutputUtilities.GetValueAsync(thing.Name));
    }

    [Fact]
    public async Task A_resource_with_a_urn_is_looked_up()
    {
        Thing thing = null!;
        var urn = RecordingMonitor.Urn(Thing.Token, "there");
        _run.Monitor.Answer = new() { Return = Struct($$"""{"urn": "{{urn}}", "id": "its-id", "state": {"count": 2} }""") };
        await _run.RunAsync(() => Deployment.RunAsync(() => thing = new Thing("there", new ThingArgs { Name = "t" }, new() { Urn = urn })));

        var invoke = Assert.Single(_run.Monitor.Invokes);
        Assert.Equal(("pulumi:pulumi:getResource", urn), (invoke.Tok, invoke.Args.Fields["urn"].StringValue));
        Assert.Equal("its-id", await OutputUtilities.GetValueAsync(thing.Id));
        Assert.Equal(2, await OutputUtilities.GetValueAsync(thing.Count));
        Assert.DoesNotContain("there", _run.Monitor.Registered.Keys);
    }

    [Fact]
    public async Task A_look_up_is_sent_with_its_arguments_and_options()
    {
        LookUpResult? result = null;
        _run.Monitor.Answer = new() { Return = Struct("""{"answer": "found", "numbers": [1, 2]}""") };
        await _run.RunAsync(() =>
            Deployment.RunAsync(() =>
                Deployment
                    .Instance.Invoke<LookUpResult>(
                        "test:index/lookUp:lookUp",
                        new LookUpArgs { Query = "q" },
                        new InvokeOptions { Version = "1", PluginDownloadURL = "u" }
                    )
                    .Apply(found => result = found)
            )
        );

        AssertSame(
            new ResourceInvokeRequest
            {
                Tok = "test:index/lookUp:lookUp",
                Args = Struct("""{"query": "q"}"""),
                Version = "1",
                PluginDownloadURL = "u",
                AcceptResources = true,
            },
            Assert.Single(_run.Monitor.Invokes)
        );
        Assert.Equal("found", result?.Answer);
    }

    [Fact]
    public async Task A_refused_look_up_is_an_error_with_every_reason()
    {
        _run.Monitor.Answer = new()
        {
            Failures =
            {
                new CheckFailure { Property = "query", Reason = "too short" },
                new CheckFailure { Property = "zone", Reason = "unknown" },
            },
        };
        var code = await _run.RunAsync(() =>
            Deployment.RunAsync(() =>
            {
                Deployment.Instance.Invoke<LookUpResult>("test:index/lookUp:lookUp", new LookUpArgs());
            })
        );

        Assert.Equal(32, code);
        Assert.Contains(
            "Invoke of 'test:index/lookUp:lookUp' failed: too short (query); unknown (zone)",
            Assert.Single(_run.Log.Messages).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_program_sees_the_names_and_the_configuration_of_its_run()
    {
        var seen = "";
        await _run.RunAsync(() =>
            Deployment.RunAsync(() =>
            {
                var instance = Deployment.Instance;
                seen =
                    $"{instance.OrganizationName} {instance.ProjectName} {instance.StackName} {instance.RootDirectory} {instance.IsDryRun} {new Config().Get("key")}";
            })
        );

        Assert.Equal("org swarm dev /project False value", seen);
    }

    [Fact]
    public async Task The_outputs_of_a_stack_class_are_sent_with_their_marks()
    {
        Assert.Equal(0, await _run.RunAsync(() => Deployment.RunAsync<SmallStack>()));

        var outputs = Assert.Single(_run.Monitor.Outputs);
        Assert.Equal(_root, outputs.Urn);
        AssertSame(
            Struct(
                $$"""{"endpoint": "http://127.0.0.1", "token": {"{{Signature}}": "1b47061264138c4ac30d75fd1eb44270", "value": "hidden"} }"""
            ),
            outputs.Outputs
        );
    }

    [Fact]
    public async Task A_transformation_of_the_stack_sees_every_resource()
    {
        var seen = new List<string>();
        var options = new StackOptions
        {
            ResourceTransformations =
            {
                args =>
                {
                    seen.Add(args.Resource.GetResourceName());
                    return null;
                },
            },
        };
        await _run.RunAsync(() =>
            Deployment.RunAsync(
                () =>
                {
                    _ = new Thing("a", new ThingArgs { Name = "a" });
                    return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
                },
                options
            )
        );

        Assert.Equal(["swarm-dev", "a"], seen);
    }

    [Fact]
    public async Task A_failing_program_reports_its_error_and_ends_with_32()
    {
        var code = await _run.RunAsync(() => Deployment.RunAsync(() => Throw(new RunException("no good"))));

        Assert.Equal(32, code);
        var message = Assert.Single(_run.Log.Messages);
        Assert.Equal((LogSeverity.Error, "no good", ""), (message.Severity, message.Message, message.Urn));
        Assert.Equal(0, _run.Monitor.Goodbyes);
    }

    [Fact]
    public async Task A_program_that_logged_an_error_ends_with_1()
    {
        var code = await _run.RunAsync(() => Deployment.RunAsync(() => Log.Error("wrong")));

        Assert.Equal(1, code);
        Assert.Equal("wrong", Assert.Single(_run.Log.Messages).Message);
        Assert.Equal(0, _run.Monitor.Goodbyes);
    }

    [Fact]
    public async Task A_message_names_the_resource_it_is_about()
    {
        await _run.RunAsync(() =>
            Deployment.RunAsync(() => Log.Warn("old", new Thing("a", new ThingArgs { Name = "a" }), streamId: 7, ephemeral: true))
        );

        var message = Assert.Single(_run.Log.Messages);
        Assert.Equal(
            new LogRequest
            {
                Severity = LogSeverity.Warning,
                Message = "old",
                Urn = RecordingMonitor.Urn(Thing.Token, "a"),
                StreamId = 7,
                Ephemeral = true,
            },
            message
        );
    }

    [Fact]
    public async Task A_resource_that_the_engine_refuses_fails_what_uses_it_once()
    {
        _run.Monitor.Answers["bad"] = _ => throw new InvalidOperationException("engine says no");
        var code = await _run.RunAsync(() =>
            Deployment.RunAsync(() =>
            {
                var bad = new Thing("bad", new ThingArgs { Name = "b" });
                _ = new Thing("uses", new ThingArgs { Name = bad.Name });
            })
        );

        Assert.Equal(32, code);
        Assert.DoesNotContain("uses", _run.Monitor.Registered.Keys);
        Assert.Contains(
            "Grpc.Core.RpcException: Status(StatusCode=\"Unknown\"",
            _run.Log.Messages.First().Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_output_in_a_plain_string_is_a_warning_that_says_what_to_do()
    {
        var text = "";
        await _run.RunAsync(() =>
            Deployment.RunAsync(() =>
            {
                text = $"http://{Output.Create("host")}";
            })
        );

        var message = Assert.Single(_run.Log.Messages);
        Assert.Equal(LogSeverity.Warning, message.Severity);
        Assert.Equal(
            """
            Calling [ToString] on an [Output<T>] is not supported.

            To get the value of an Output<T> as an Output<string> consider:
            1. o.Apply(v => $"prefix{v}suffix")
            2. Output.Format($"prefix{hostname}suffix");

            See https://www.pulumi.com/docs/concepts/inputs-outputs for more details.
            """,
            message.Message
        );
        Assert.Equal("http://" + message.Message + "\nThis function may throw in a future version of Pulumi.", text);
    }

    [Fact]
    public async Task An_engine_of_the_required_version_runs_the_program() =>
        Assert.Equal(0, await _run.RunAsync(() => Deployment.RunAsync(() => Deployment.RequirePulumiVersionAsync(">=3.100.0"))));

    [Fact]
    public async Task An_engine_of_another_version_than_required_fails_the_program()
    {
        Assert.Equal(32, await _run.RunAsync(() => Deployment.RunAsync(() => Deployment.RequirePulumiVersionAsync(">=3.200.0"))));

        Assert.Contains("3.100.0 is not >=3.200.0", Assert.Single(_run.Log.Messages).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_engine_the_program_says_how_to_run_it()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Deployment.RunAsync(() => { }));

        Assert.Equal("Program run without the Pulumi engine available; re-run using the `pulumi` CLI", error.Message);
    }

    private static int Throw(Exception error) => throw error;

    private static Struct Struct(string json) => JsonParser.Default.Parse<Struct>(json);

    /// <summary>Compares a whole request; what is the same for every resource is filled in, and lists that are sets are sorted.</summary>
    private static void AssertSame(RegisterResourceRequest expected, RegisterResourceRequest actual)
    {
        expected.AcceptSecrets = true;
        expected.AcceptResources = true;
        expected.SupportsResultReporting = true;
        // No hooks, said in two ways.
        actual.Hooks = actual.Hooks?.CalculateSize() > 0 ? actual.Hooks : null;
        AssertSame<RegisterResourceRequest>(expected, actual);
    }

    private static void AssertSame<T>(T expected, T actual)
        where T : IMessage<T>
    {
        if (!expected.Equals(actual))
        {
            Assert.Equal(expected.ToString(), actual.ToString());
        }
        Assert.Equal(expected, actual);
    }

    private sealed class SmallStack : Stack
    {
        [Output("endpoint")]
        public Output<string> Endpoint { get; private set; } = Output.Create("http://127.0.0.1");

        [Output("token")]
        public Output<string> Token { get; private set; } = Output.CreateSecret("hidden");
    }
}
