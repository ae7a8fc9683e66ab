using Local.Machines;
using Local.Providers.Command;
using Local.Providers.Contract;
using Moq;

namespace Tests.Local.Providers.Command;

public sealed class LocalCommandTests
{
    private const string Type = "command:local:Command";
    private readonly Operations _operations = new();
    private readonly IProvider _provider = new CommandProviderFactory(
        Mock.Of<IEndpointResolver>(MockBehavior.Strict),
        Path.GetTempPath()
    ).Create(PropertyMap.Empty);

    [Fact]
    public async Task A_command_runs_in_the_programs_directory_and_its_output_loses_one_line_feed() =>
        Assert.Equal(Path.GetTempPath().TrimEnd('/') + "\n", (await CreateAsync("pwd; echo")).Outputs["stdout"].AsString);

    [Fact]
    public async Task It_can_name_another_directory_interpreter_environment_and_input()
    {
        var state = await CreateAsync(
            "echo \"$0 $PWD $NAME $(cat)\"",
            ("dir", "/"),
            ("interpreter", PropertyValue.Of(["/bin/sh", "-ec"])),
            ("environment", PropertyMap.Empty.With("NAME", "value")),
            ("stdin", "given")
        );

        Assert.Equal("/bin/sh / value given", state.Outputs["stdout"].AsString);
    }

    [Fact]
    public async Task The_last_output_reaches_the_next_command_unless_told_otherwise()
    {
        var state = await CreateAsync("echo first", ("delete", "test \"$PULUMI_COMMAND_STDOUT\" = first"));
        await _provider.DeleteAsync(_operations.On(Type), state.Id, PropertyMap.Empty, state.Outputs, default);

        var error = await Assert.ThrowsAsync<ProviderException>(() =>
            _provider.DeleteAsync(
                _operations.On(Type),
                state.Id,
                PropertyMap.Empty,
                state.Outputs.With("addPreviousOutputInEnv", false),
                default
            )
        );
        Assert.Equal("exit status 1: running \"test \\\"$PULUMI_COMMAND_STDOUT\\\" = first\":", error.Message);
    }

    [Fact]
    public async Task A_failing_command_says_its_exit_status_and_what_it_printed() =>
        Assert.Equal(
            "exit status 4: running \"echo broken >&2; exit 4\":\nbroken",
            (await Assert.ThrowsAsync<ProviderException>(() => CreateAsync("echo broken >&2; exit 4"))).Message
        );

    [Fact]
    public async Task A_failing_script_is_told_whole_as_the_genuine_provider_does() =>
        Assert.Equal(
            "exit status 4: running \"NODE=node1 /bin/sh -c '\\necho \\\"bro\\\\ken\\t\\\" >&2\\nexit 4\\n'\":\nbro\\ken",
            (
                await Assert.ThrowsAsync<ProviderException>(() =>
                    CreateAsync("NODE=node1 /bin/sh -c '\necho \"bro\\ken\t\" >&2\nexit 4\n'")
                )
            ).Message
        );

    [Fact]
    public async Task A_command_that_reaches_a_machine_by_itself_is_told_the_port_that_the_machine_really_has()
    {
        var endpoints = new Mock<IEndpointResolver>(MockBehavior.Strict);
        endpoints.Setup(one => one.Resolve("127.1.2.3", 22)).Returns(20022);
        var provider = new CommandProviderFactory(endpoints.Object, "/").Create(PropertyMap.Empty);

        var state = await provider.CreateAsync(
            _operations.On(Type),
            PropertyMap
                .Empty.With("create", "echo $ADDRESS $PORT")
                .With("environment", PropertyMap.Empty.With("ADDRESS", "127.1.2.3").With("PORT", "22")),
            default
        );

        Assert.Equal("127.1.2.3 20022", state.Outputs["stdout"].AsString);
        Assert.Equal("22", state.Outputs["environment"].AsMap["PORT"].AsString);
    }

    [Fact]
    public async Task A_command_that_goes_through_another_machine_is_told_the_port_of_that_one()
    {
        var endpoints = new Mock<IEndpointResolver>(MockBehavior.Strict);
        endpoints.Setup(one => one.Resolve("10.20.0.11", 22)).Returns(22);
        endpoints.Setup(one => one.Resolve("127.1.2.3", 22)).Returns(20022);
        var provider = new CommandProviderFactory(endpoints.Object, "/").Create(PropertyMap.Empty);

        var state = await provider.CreateAsync(
            _operations.On(Type),
            PropertyMap
                .Empty.With("create", "echo $PORT $HOP_PORT")
                .With(
                    "environment",
                    PropertyMap
                        .Empty.With("ADDRESS", "10.20.0.11")
                        .With("PORT", "22")
                        .With("HOP_ADDRESS", "127.1.2.3")
                        .With("HOP_PORT", "22")
                ),
            default
        );

        Assert.Equal("22 20022", state.Outputs["stdout"].AsString);
    }

    [Fact]
    public async Task A_command_that_reaches_several_machines_is_told_the_ports_of_all()
    {
        var endpoints = new Mock<IEndpointResolver>(MockBehavior.Strict);
        endpoints.Setup(one => one.Resolve("127.1.2.3", 22)).Returns(20022);
        endpoints.Setup(one => one.Resolve("fd00::1", 22)).Returns(22);
        var provider = new CommandProviderFactory(endpoints.Object, "/").Create(PropertyMap.Empty);

        var state = await provider.CreateAsync(
            _operations.On(Type),
            PropertyMap
                .Empty.With("create", "echo $ENDPOINTS")
                .With("environment", PropertyMap.Empty.With("ENDPOINTS", "127.1.2.3:22 fd00::1:22")),
            default
        );

        Assert.Equal("127.1.2.3:20022 fd00::1:22", state.Outputs["stdout"].AsString);
    }

    [Fact]
    public async Task A_directory_that_is_not_there_is_named() =>
        Assert.Equal(
            "chdir /not/there: no such file or directory: running \"true\":",
            (await Assert.ThrowsAsync<ProviderException>(() => CreateAsync("true", ("dir", "/not/there")))).Message
        );

    [Fact]
    public async Task An_interpreter_that_is_not_there_is_named() =>
        Assert.Equal(
            "fork/exec /not/there: no such file or directory: running \"true\":",
            (
                await Assert.ThrowsAsync<ProviderException>(() => CreateAsync("true", ("interpreter", PropertyValue.Of(["/not/there"]))))
            ).Message
        );

    [Fact]
    public async Task A_command_over_its_time_limit_is_stopped_and_says_so() =>
        Assert.Equal(
            "Stopped after 1 s, its time limit (CustomTimeouts of the resource): running \"sleep 300\":",
            (
                await Assert.ThrowsAsync<ProviderException>(() =>
                    _provider.CreateAsync(
                        _operations.On(Type, timeout: TimeSpan.FromSeconds(1)),
                        PropertyMap.Empty.With("create", "sleep 300"),
                        default
                    )
                )
            ).Message
        );

    private Task<ResourceState> CreateAsync(string create, params (string Key, PropertyValue Value)[] inputs) =>
        _provider.CreateAsync(
            _operations.On(Type),
            inputs.Aggregate(PropertyMap.Empty.With("create", create), (map, input) => map.With(input.Key, input.Value)),
            default
        );
}
