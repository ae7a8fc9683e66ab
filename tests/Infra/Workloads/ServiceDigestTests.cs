using Infra.Workloads;
using Tests.Infra.Compose;

namespace Tests.Infra.Workloads;

public sealed class ServiceDigestTests
{
    [Fact]
    public void Constraints_are_told_as_the_file_has_them_so_that_running_services_keep_their_digest() =>
        Assert.Contains(
            """
            "Constraints":["node.role == worker","node.labels.disk==ssd"],
            """,
            ServiceDigest.Said(
                new StackText().Web("image: nginx:1.28\ndeploy: {placement: {constraints: [node.role == worker, node.labels.disk==ssd]}}")
            ),
            StringComparison.Ordinal
        );
}
