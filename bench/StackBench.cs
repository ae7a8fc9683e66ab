using System.Globalization;
using Local.Cli;
using Local.Cli.Progress;
using Local.Runner;

namespace Bench;

/// <summary>Reads and plans stack files of growing size.</summary>
internal static class StackBench
{
    private const int Readings = 5;

    private static readonly int[] _sizes = [20, 200];
    private static readonly TimeSpan _aim = TimeSpan.FromMilliseconds(300);

    public static async Task<bool> RunAsync(string stack, Action<string> say, CancellationToken stop)
    {
        say($"Reading a stack file, each time in a process that has just begun, median of {Readings}:");
        var directory = Directory.CreateTempSubdirectory("swarm-bench-");
        try
        {
            var last = TimeSpan.MaxValue;
            foreach (var services in _sizes)
            {
                var file = Path.Combine(directory.FullName, $"{services}.yaml");
                await File.WriteAllTextAsync(file, Text(services), stop);
                var readings = new List<TimeSpan>();
                while (readings.Count < Readings)
                {
                    if (await StackReading.InNewProcessAsync(file, say, stop) is not { } took)
                    {
                        return false;
                    }

                    readings.Add(took);
                }

                var options = LocalStack.Open(stack, new Dictionary<string, string> { ["swarm:stackFiles"] = $"[\"{file}\"]" }).Options;
                var plan = await new StackRunner(options with { StateDirectory = directory.FullName }, new Observers()).PreviewAsync(stop);
                if (plan.Outcome != RunOutcome.Succeeded)
                {
                    say($"  {services} services: failed: {string.Join("; ", plan.Diagnostics.Select(diagnostic => diagnostic.Message))}");
                    return false;
                }

                last = readings.Order().ElementAt(Readings / 2);
                say(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"  {services, 3} services  {last.TotalMilliseconds, 4:0} ms  (the whole plan {plan.Elapsed.TotalSeconds:0.0} s, {plan.Steps.Count} resources)"
                    )
                );
            }

            say($"  aim: {_sizes[^1]} services under {_aim.TotalMilliseconds:0} ms");
            return last < _aim;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>A file of services with what services usually say, all alike.</summary>
    internal static string Text(int services) =>
        """
            networks: {front: , back: {attachable: true}}
            volumes: {data: }
            configs: {settings: {content: x}}
            x-common: &common
              image: nginx:1.28
              logging: {driver: json-file, options: {max-size: 10m}}
            services:

            """
        + string.Concat(
            Enumerable
                .Range(0, services)
                .Select(number =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $$"""
                          service{{number}}:
                            <<: *common
                            command: [serve, --port, "80", --name, "${SWARM_BENCH_NAME:-bench}-{{number}}"]
                            environment:
                              LEVEL: info
                              NAME: service{{number}}
                            ports:
                              - "{{10_000 + number}}:80"
                            networks: [front, back]
                            volumes: ["data:/data"]
                            configs: [settings]
                            healthcheck:
                              test: curl -f http://localhost/
                              interval: 10s
                            deploy:
                              replicas: 2
                              labels:
                                traefik.enable: "true"
                                traefik.http.routers.service{{number}}.rule: Host(`service{{number}}.example.com`)
                              update_config: {order: start-first, failure_action: rollback, delay: 10s}
                              restart_policy: {condition: on-failure}
                              resources:
                                limits: {cpus: '0.5', memory: 256M}
                              placement: {constraints: [node.role == worker]}

                        """
                    )
                )
        );
}
