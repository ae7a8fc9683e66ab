using Infra.Placement;
using Infra.Settings;
using Tests.Infra.Compose;

namespace Tests.Infra.Placement;

public sealed class ProcessorCheckTests
{
    private const string Mixed = """{"workers": {"instanceType": "m7g.large"}}""";

    [Fact]
    public void A_swarm_with_one_kind_of_processor_takes_every_image_whose_name_does_not_tell_of_another() =>
        Assert.Empty(Warnings("{}", "services: {web: {image: nginx}, db: {image: 'db:1-amd64'}}"));

    [Fact]
    public void What_may_run_on_both_kinds_of_processors_is_named()
    {
        const string stack =
            "services: {web: {image: nginx}, agent: {image: nginx, deploy: {mode: global}}, arm: {image: nginx, deploy: {placement: {constraints: [node.platform.arch == aarch64]}}}, manager: {image: nginx, deploy: {placement: {constraints: [node.role == manager]}}}}";

        Assert.Equal(
            "The nodes have two kinds of processors, x86_64 (node1) and aarch64 (node2, node3), and these services may run on both: web, agent. Their images must exist for both, which is not checked: "
                + "no registry is asked. For one that does not, add a constraint such as node.platform.arch == x86_64.",
            Note(Mixed, stack)
        );
        Assert.Empty(Warnings(Mixed, stack));
    }

    [Fact]
    public void An_image_that_is_for_another_processor_than_a_node_that_may_run_it_is_named()
    {
        Assert.Equal(
            [
                "a.yaml:1:17 services.web: the name of the image amd64/nginx says that it is for x86_64 only, where it may be placed on node2, node3 (aarch64). Use an image for both processors, or the constraint "
                    + "\"node.platform.arch == x86_64\" for a service.",
                "a.yaml:2:22 x-containers.tool: the name of the image tool:1-arm64 says that it is for aarch64 only, where it may be placed on node1 (x86_64). Use an image for both processors, or the constraint "
                    + "\"node.platform.arch == aarch64\" for a service.",
            ],
            Warnings(
                Mixed,
                "services: {web: {image: amd64/nginx}, old: {image: amd64/nginx, deploy: {placement: {constraints: [node.role == manager]}}}}\nx-containers: {tool: {image: 'tool:1-arm64', node: node1, networks: [front]}, other: {image: 'tool:1-arm64', node: node2, networks: [front]}}\nnetworks: {front: {attachable: true}}"
            )
        );
    }

    private static string[] Warnings(string machines, string stack)
    {
        var (hosts, types) = Hosts(machines);
        return [.. ProcessorCheck.Warnings(new StackText().ReadWell(stack + "\n"), hosts, types)];
    }

    private static string? Note(string machines, string stack)
    {
        var (hosts, types) = Hosts(machines);
        return ProcessorCheck.Note(new StackText().ReadWell(stack + "\n"), hosts, types);
    }

    private static (AwsSettings Hosts, Dictionary<AwsMachineSettings, MachineType> Types) Hosts(string machines)
    {
        var hosts = (AwsSettings)
            SettingsLoader.Load(new Dictionary<string, string> { ["sshFrom"] = "203.0.113.7/32", ["machines"] = machines }, "/", []).Hosts;
        var types = hosts.Kinds.ToDictionary(
            kind => kind,
            kind => new MachineType(kind.InstanceType, kind.InstanceType == "t3.small" ? "x86_64" : "aarch64", 2L << 30, 2)
        );
        return (hosts, types);
    }
}
