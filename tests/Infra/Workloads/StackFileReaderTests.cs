using FsCheck.Xunit;
using Infra.Settings;
using Infra.Workloads.Format;
using Infra.Workloads.Reading;

namespace Tests.Infra.Workloads;

public sealed class StackFileReaderTests
{
    [Fact]
    public void A_service_that_says_everything_is_read_in_full()
    {
        var service = Assert.Single(Read(
            """
            services:
              web:
                image: registry.example:5000/team/web:1.2@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                entrypoint: ["/bin/web"]
                command: serve --title 'My page' "a b"\ c
                environment:
                  LEVEL: info
                  EMPTY: ""
                labels: ["team=a"]
                ports:
                  - "8000:80"
                  - "53:5353/udp"
                  - {target: 443, published: 8443, mode: host}
                networks: [front]
                stop_grace_period: 1m30s
                healthcheck:
                  test: curl -f http://localhost
                  interval: 5s
                  timeout: 2s
                  start_period: 10s
                  retries: 5
                deploy:
                  mode: replicated
                  replicas: 3
                  labels: {tier: web}
                  restart_policy: {condition: on-failure, delay: 1s, max_attempts: 3, window: 2m}
                  update_config: {parallelism: 2, delay: 10s, failure_action: rollback, monitor: 20s, max_failure_ratio: 0.1, order: start-first}
                  resources:
                    limits: {cpus: "0.5", memory: 64m}
                    reservations: {cpus: "0.25", memory: 32M}
                  placement: {constraints: ["node.role == worker"]}
            networks:
              front: {}
            """).Services);

        Assert.Equivalent(
            new Service(
                new Position("test.yaml", 3, 5),
                "web",
                "registry.example:5000/team/web:1.2@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                ["/bin/web"],
                ["serve", "--title", "My page", "a b c"],
                new Dictionary<string, string> { ["LEVEL"] = "info", ["EMPTY"] = "" },
                new Dictionary<string, string> { ["team"] = "a" },
                [
                    new Port(new Position("test.yaml", 11, 9), 8000, 80, "tcp", "ingress"),
                    new Port(new Position("test.yaml", 12, 9), 53, 5353, "udp", "ingress"),
                    new Port(new Position("test.yaml", 13, 9), 8443, 443, "tcp", "host"),
                ],
                [new Reference(new Position("test.yaml", 14, 16), "front")],
                new Deploy(
                    false,
                    3,
                    new Dictionary<string, string> { ["tier"] = "web" },
                    new RestartPolicy("on-failure", TimeSpan.FromSeconds(1), 3, TimeSpan.FromMinutes(2)),
                    new UpdateConfig(2, TimeSpan.FromSeconds(10), "rollback", TimeSpan.FromSeconds(20), 0.1m, "start-first"),
                    new ResourceLimits(new ResourceAmount(500_000_000, 67_108_864), new ResourceAmount(250_000_000, 33_554_432)),
                    ["node.role == worker"]),
                TimeSpan.FromSeconds(90),
                new Healthcheck(["CMD-SHELL", "curl -f http://localhost"], TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), 5)),
            service,
            strict: true);
    }

    [Fact]
    public void A_service_that_says_nothing_has_the_defaults_of_Compose()
    {
        var service = Assert.Single(Read("services: {web: {image: nginx}}").Services);

        Assert.Equivalent(Deploy.Default, service.Deploy, strict: true);
        Assert.Equal((1, false), (service.Deploy.Replicas, service.Deploy.Global));
        Assert.Equal(TimeSpan.FromSeconds(10), service.StopGracePeriod);
        Assert.Null(service.Healthcheck);
        Assert.Empty(service.Networks);
    }

    [Fact]
    public void A_healthcheck_can_be_switched_off() =>
        Assert.Equal(["NONE"], Assert.Single(Read("services: {web: {image: nginx, healthcheck: {disable: true}}}").Services).Healthcheck!.Test);

    [Fact]
    public void Extension_fields_other_than_containers_are_for_their_authors_use()
    {
        var file = Read("x-common: &image {image: nginx}\nservices:\n  web: *image\n");

        Assert.Equal("nginx", Assert.Single(file.Services).Image);
    }

    [Fact]
    public void An_empty_file_declares_nothing() => Assert.Equal((0, 0, 0), Counts(Read("")));

    [Property]
    public bool Whatever_the_text_only_problems_come_of_it(string? text)
    {
        var problems = new List<Problem>();
        var file = StackFileReader.Read(text ?? "", "test.yaml", problems);

        return problems.Count > 0 || Counts(file) == (0, 0, 0);
    }

    private static (int, int, int) Counts(StackFile file) => (file.Services.Count, file.Networks.Count, file.Containers.Count);

    private static StackFile Read(string text)
    {
        var problems = new List<Problem>();
        var file = StackFileReader.Read(text, "test.yaml", problems);
        Assert.Empty(problems);
        return file;
    }
}
