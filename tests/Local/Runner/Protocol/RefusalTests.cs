using Grpc.Core;
using Local.Providers.Contract;
using Local.Runner;
using Pulumirpc;

namespace Tests.Local.Runner.Protocol;

public sealed class RefusalTests : IDisposable
{
    private const string Tail = " The local runner does not know this; the Pulumi CLI (`pulumi up`) does.";

    private readonly TestStack _stack = new();

    public void Dispose() => _stack.Dispose();

    public static TheoryData<string, Action<object>> Options()
    {
        var data = new TheoryData<string, Action<object>>();
        Add("importId", request => request.ImportId = "x");
        Add("remote", request => request.Remote = true);
        Add("pluginDownloadURL", request => request.PluginDownloadURL = "https://example.invalid");
        Add("pluginChecksums", request => request.PluginChecksums["linux-amd64"] = Google.Protobuf.ByteString.CopyFromUtf8("x"));
        Add("transforms", request => request.Transforms.Add(new Callback { Target = "127.0.0.1:1", Token = "t" }));
        Add("packageRef", request => request.PackageRef = "x");
        Add("hooks", request => request.Hooks = new RegisterResourceRequest.Types.ResourceHooksBinding { BeforeCreate = { "x" } });
        Add("hideDiffs", request => request.HideDiffs.Add("x"));
        Add("replace_with", request => request.ReplaceWith.Add("urn:pulumi:dev::proj::t::n"));
        Add("envVarMappings", request => request.EnvVarMappings["A"] = "B");
        return data;

        void Add(string option, Action<RegisterResourceRequest> set) => data.Add(option, request => set((RegisterResourceRequest)request));
    }

    [Theory]
    [MemberData(nameof(Options))]
    public async Task An_option_that_is_not_known_is_refused_by_name(string option, Action<object> set)
    {
        Result? answered = null;

        var result = await _stack.UpAsync(async program => answered = (await program.ThingAsync("a", [], set)).Result);

        Assert.Equal(Result.Fail, answered);
        Assert.Equal([$"cloud:index:Thing \"a\" uses the option \"{option}\".{Tail}"], TestStack.Errors(result));
        Assert.Empty(_stack.Calls());
    }

    [Fact]
    public async Task A_field_that_is_newer_than_the_runner_is_refused_by_number()
    {
        var result = await _stack.UpAsync(program => program.ThingAsync("a", [], request =>
            {
                // Field 4711, a string.
                var bytes = new MemoryStream();
                using (var output = new Google.Protobuf.CodedOutputStream(bytes, leaveOpen: true))
                {
                    output.WriteTag(4711, Google.Protobuf.WireFormat.WireType.LengthDelimited);
                    output.WriteString("new");
                }

                Google.Protobuf.MessageExtensions.MergeFrom(request, bytes.ToArray());
            }));

        Assert.Equal(
            [$"The program sent the field 4711 of RegisterResourceRequest, which is newer than the local runner.{Tail}"],
            TestStack.Errors(result)
        );
    }

    [Fact]
    public async Task A_package_that_is_not_known_is_refused_with_those_that_are()
    {
        var result = await _stack.UpAsync(program => program.RegisterAsync("random:index/randomId:RandomId", "a", [], _ => { }));

        Assert.Equal(
            [
                "The local cloud knows the packages cloud, and \"random:index/randomId:RandomId\" is of another. For it, run this program with the Pulumi CLI (`pulumi up`).",
            ],
            TestStack.Errors(result)
        );
    }

    [Fact]
    public async Task A_type_that_is_not_known_is_refused_with_those_that_are()
    {
        var result = await _stack.UpAsync(program => program.RegisterAsync("cloud:index:Other", "a", [], _ => { }));

        Assert.Equal(
            [
                "The local cloud does not know the resource type \"cloud:index:Other\"; of its package it knows cloud:index:Thing. For others, run this program with the Pulumi CLI (`pulumi up`).",
            ],
            TestStack.Errors(result)
        );
    }

    [Fact]
    public async Task Features_that_need_callbacks_into_the_program_are_refused_by_name()
    {
        var result = await _stack.UpAsync(async program =>
        {
            await Refused(program.Monitor.RegisterStackTransformAsync(new Callback()).ResponseAsync);
            await Refused(program.Monitor.RegisterStackInvokeTransformAsync(new Callback()).ResponseAsync);
            await Refused(program.Monitor.RegisterResourceHookAsync(new RegisterResourceHookRequest { Name = "h" }).ResponseAsync);
            await Refused(program.Monitor.RegisterErrorHookAsync(new RegisterErrorHookRequest { Name = "e" }).ResponseAsync);
            await Refused(program.Monitor.RegisterPackageAsync(new RegisterPackageRequest { Name = "p" }).ResponseAsync);
            await Refused(program.Monitor.CallAsync(new ResourceCallRequest { Tok = "cloud:index:Thing/do" }).ResponseAsync);
        });

        Assert.Equal(
            [
                "The program registers a stack transform." + Tail,
                "The program registers an invoke transform." + Tail,
                "The program registers the resource hook \"h\"." + Tail,
                "The program registers the error hook \"e\"." + Tail,
                "The program registers the parameterized package \"p\"." + Tail,
                "The program calls the method cloud:index:Thing/do of a resource." + Tail,
            ],
            TestStack.Errors(result)
        );

        static async Task Refused(Task call) =>
            Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(() => call)).StatusCode);
    }

    [Theory]
    [InlineData("secrets", true)]
    [InlineData("aliasSpecs", true)]
    [InlineData("deletedWith", true)]
    [InlineData("resourceReferences", false)]
    [InlineData("outputValues", false)]
    [InlineData("transforms", false)]
    [InlineData("invokeTransforms", false)]
    [InlineData("parameterization", false)]
    [InlineData("resourceHooks", false)]
    [InlineData("replaceWith", false)]
    [InlineData("something new", false)]
    public async Task An_SDK_is_told_which_features_are_there(string feature, bool supported)
    {
        bool? answer = null;

        await _stack.UpAsync(async program =>
            answer = (await program.Monitor.SupportsFeatureAsync(new SupportsFeatureRequest { Id = feature })).HasSupport
        );

        Assert.Equal(supported, answer);
    }

    [Theory]
    [InlineData("c44067f5952c0a294b673a41bacd8c17", "an asset")]
    [InlineData("5cf8f73096256a8f31e491e813e4eb8e", "a resource reference")]
    public async Task A_value_that_is_not_known_is_refused_by_what_it_is(string signature, string what)
    {
        var value = new PropertyMap([new("4dabf18193072939515e22adb298388d", signature), new("text", "x")]);

        var result = await _stack.UpAsync(program => program.ThingAsync("a", ("content", value)));

        Assert.Equal([$"The program sent {what} as a property.{Tail}"], TestStack.Errors(result));
    }

    [Fact]
    public async Task A_timeout_that_is_no_duration_is_refused()
    {
        var result = await _stack.UpAsync(program =>
            program.ThingAsync("a", [], request =>
                request.CustomTimeouts = new RegisterResourceRequest.Types.CustomTimeouts { Create = "soon" }
            )
        );

        Assert.Equal(
            ["cloud:index:Thing \"a\" has the timeout \"soon\"; write a duration such as 90s, 10m or 1h30m."],
            TestStack.Errors(result)
        );
    }

    [Fact]
    public async Task The_programs_errors_make_the_run_fail_and_its_debug_words_are_not_shown()
    {
        var result = await _stack.UpAsync(async program =>
        {
            await program.Engine.LogAsync(new LogRequest { Severity = LogSeverity.Debug, Message = "debug" });
            await program.Engine.LogAsync(
                new LogRequest
                {
                    Severity = LogSeverity.Info,
                    Message = "passing",
                    Ephemeral = true,
                }
            );
            await program.Engine.LogAsync(new LogRequest { Severity = LogSeverity.Info, Message = "info" });
            await program.Engine.LogAsync(new LogRequest { Severity = LogSeverity.Error, Message = "broken" });
        });

        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Equal(
            [(LogLevel.Info, "info"), (LogLevel.Error, "broken")],
            result.Diagnostics.Select(diagnostic => (diagnostic.Severity, diagnostic.Message))
        );
    }
}
