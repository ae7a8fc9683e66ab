using System.Text;
using System.Text.Json.Nodes;
using Infra.Compose.Format;
using Infra.Remote;
using Infra.Settings;
using Pulumi;

namespace Infra.Workloads;

/// <summary>
/// What the provider leaves to the program, on the first manager: to ask each registry whether it gives its user the images, and to hand other credentials to
/// services that run already. The provider sends them with the services that it creates or changes, and tells no wrong password.
/// </summary>
internal sealed class RegistrySteps(Host manager, StackFile stack, IReadOnlyList<Resource> pulls)
{
    // What docker calls Docker Hub in credentials.
    private const string HubServer = "https://index.docker.io/v1/";

    // The engine asks the registry for each image; a registry that does not answer takes as long as curl waits.
    private static readonly TimeSpan _askTimeout = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan _extraTimeout = TimeSpan.FromMinutes(2);

    private readonly List<(RegistrySettings Registry, IReadOnlyList<Resource> Steps)> _steps = [];

    /// <summary>Registers the steps of a registry that images come from.</summary>
    public void Register(RegistrySettings registry, Func<CustomResourceOptions> options)
    {
        var images = Registries.ImagesFrom(registry, stack);
        if (images.Count == 0)
        {
            return;
        }

        if (registry.IsOpenedByRole)
        {
            _steps.Add((registry, pulls));
            return;
        }

        var asked = new RemoteStep
        {
            Host = manager,
            Create = Script.Render(
                "registry",
                (_askTimeout * images.Count) + _extraTimeout,
                ("NODE", manager.Name),
                ("REGISTRY", registry.Address),
                ("USER_NAME", registry.User),
                ("IMAGES", string.Join(' ', images))
            ),
            WhyNoDelete = "It only asks.",
            Stdin = Output.CreateSecret(Header(registry)),
        }.Register($"{registry.Address}-registry", options());
        var handed = options();
        handed.DependsOn.Add(asked);
        _steps.Add(
            (
                registry,
                [
                    new RemoteStep
                    {
                        Host = manager,
                        Create = Script.Render(
                            "credentials",
                            _askTimeout + _extraTimeout,
                            ("NODE", manager.Name),
                            ("REGISTRY", registry.Address),
                            ("STACK", stack.Name)
                        ),
                        WhyNoDelete = "A credential goes with its service, and with the service's next change.",
                        Stdin = Output.CreateSecret(ClientConfiguration(registry)),
                    }.Register($"{registry.Address}-credentials", handed),
                ]
            )
        );
    }

    /// <summary>What has to be done before an image is used.</summary>
    public IReadOnlyList<Resource> For(string image) => _steps.Find(step => Registries.Has(step.Registry, image)).Steps ?? [];

    /// <summary>Whether the password of the image's registry expires.</summary>
    public bool IsOpenedByRole(string image) =>
        _steps.Find(step => Registries.Has(step.Registry, image)).Registry is { IsOpenedByRole: true };

    private static string Server(RegistrySettings registry) => registry.Address == RegistrySettings.Hub ? HubServer : registry.Address;

    // As the Engine API takes it: X-Registry-Auth.
    private static string Header(RegistrySettings registry) =>
        Base64(
                new JsonObject
                {
                    ["username"] = registry.User,
                    ["password"] = registry.Password,
                    ["serveraddress"] = Server(registry),
                }.ToJsonString()
            )
            .Replace('+', '-')
            .Replace('/', '_');

    // As docker's client keeps it: config.json.
    private static string ClientConfiguration(RegistrySettings registry) =>
        new JsonObject
        {
            ["auths"] = new JsonObject
            {
                [Server(registry)] = new JsonObject { ["auth"] = Base64($"{registry.User}:{registry.Password}") },
            },
        }.ToJsonString();

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
