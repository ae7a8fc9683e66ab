using Review.Rules;

namespace Tests.Review.Rules;

public sealed class ImageRulesTests
{
    private const string Image = "taskSpec.containerSpec.image";
    private const string Digest = "@sha256:0123";

    [Theory]
    [InlineData("nginx", true)]
    [InlineData("x", true)]
    [InlineData("nginx:latest", true)]
    [InlineData("registry.example:5000/team/api", true)]
    [InlineData("registry.example:5000/team/api:latest", true)]
    [InlineData("nginx:1.28", false)]
    [InlineData("registry.example:5000/team/api:1.4", false)]
    [InlineData($"nginx{Digest}", false)]
    [InlineData($"nginx:latest{Digest}", false)]
    public void An_image_that_is_another_tomorrow(string image, bool fires) =>
        Assert.Equal(Judged.Only(fires, $"services.web image: {image}"), Judged.ByService(ImageRules.Latest, (Image, $"\"{image}\"")));

    [Theory]
    [InlineData("nginx:1.28", true)]
    [InlineData("nginx", false)]
    [InlineData("nginx:latest", false)]
    [InlineData($"nginx:1.28{Digest}", false)]
    public void An_image_that_is_named_by_its_tag_alone(string image, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, $"services.web image: {image}"),
            Judged.ByService(ImageRules.WithoutDigest, (Image, $"\"{image}\""))
        );

    [Fact]
    public void Where_the_plan_names_no_image_nothing_is_said_of_it() => Assert.Empty(Judged.ByService(ImageRules.Latest, (Image, null)));

    [Theory]
    [InlineData("create", true)]
    // What is taken over was there.
    [InlineData("import", false)]
    public void What_is_made_beside_the_rest_of_an_earlier_one_is_new(string operation, bool isNew)
    {
        var service = ServiceText.With((Image, "\"nginx\""));
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Step(operation, Judged.Workloads, Judged.Service, "web", next: service)
            .Step("delete-replaced", Judged.Workloads, Judged.Service, "web", service);

        Assert.Equal([isNew], Judged.IsNew(ImageRules.Latest, plan));
    }

    [Fact]
    public void Containers_beside_the_services_have_images_too()
    {
        var plan = new PlanText().Step(
            "create",
            Judged.Workloads,
            "docker:index/container:Container",
            "app1@node2",
            next: """{"image": "nginx"}"""
        );

        Assert.Equal(["x-containers.app1 image: nginx"], Judged.By(ImageRules.Latest, plan));
    }
}
