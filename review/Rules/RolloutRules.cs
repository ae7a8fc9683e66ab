using Review.Effects;

namespace Review.Rules;

/// <summary>How services are rolled, and whether they tell that they serve.</summary>
internal static class RolloutRules
{
    public static Rule NoHealthcheck { get; } =
        new(
            "no-healthcheck",
            Severity.Medium,
            "A service that publishes a port has no healthcheck",
            "Without one a task counts as serving as soon as its process runs, and an update goes on although nothing answers.",
            "Set healthcheck.test. Where the image has a healthcheck of its own, accept this finding."
        )
        {
            Find = side =>
                Published(side)
                    .Where(service => service.Container["healthcheck"]["tests"].Items.FirstOrDefault()?.Text is null or "NONE")
                    .Select(service => new Hit(service.Scope, At: "healthcheck")),
        };

    public static Rule PublishedStopFirst { get; } =
        new(
            "published-stop-first",
            Severity.Medium,
            "A service that publishes a port stops its tasks before their successors serve",
            "During every update fewer tasks serve than at other times.",
            "Set deploy.update_config.order to start-first, where two tasks may run side by side."
        )
        {
            Find = side =>
                Published(side)
                    .Where(service => service.Rollout is { StartsFirst: false, Tasks: not 0 and not 1 })
                    .Select(service => new Hit(service.Scope, At: "deploy.update_config")
                    {
                        Fix = HasHostPort(service)
                            ? "Publish its ports in mode ingress and set deploy.update_config.order to start-first: in mode host a new task needs the port that the old one has. Where it has to be mode host, accept this finding."
                            : null,
                    }),
        };

    public static Rule OneReplicaStopFirst { get; } =
        new(
            "one-replica-stop-first",
            Severity.Medium,
            "The only task stops before its successor starts",
            "Nothing serves during an update.",
            "Set deploy.replicas to 2 or more, or deploy.update_config.order to start-first. Where two tasks must not run side by side, as on the data of one database, accept this finding."
        )
        {
            Find = side =>
                side.Services.Where(service => service.Rollout is { Tasks: 1, StartsFirst: false })
                    .Select(service => new Hit(service.Scope, At: "deploy.update_config")
                    {
                        Fix = HasHostPort(service)
                            ? "Set deploy.replicas to 2 or more. Where two tasks must not run side by side, as on the data of one database, accept this finding."
                            : null,
                    }),
        };

    public static Rule FailureLeavesHalf { get; } =
        new(
            "failure-leaves-half",
            Severity.Medium,
            "An update whose tasks fail is not rolled back",
            "With pause the service stays half updated until somebody looks; with continue the tasks that still served are replaced as well.",
            "Set deploy.update_config.failure_action to rollback."
        )
        {
            Find = side =>
                side.Services.Where(service => service.Rollout.OnFailure != "rollback")
                    .Select(service => new Hit(service.Scope, $"on failure: {service.Rollout.OnFailure}", "deploy.update_config")),
        };

    private static bool HasHostPort(ReviewedService service) => HostPorts.Of(service.Inputs).Any();

    private static IEnumerable<ReviewedService> Published(Reviewed side) => side.Services.Where(service => service.Published.Count > 0);
}
