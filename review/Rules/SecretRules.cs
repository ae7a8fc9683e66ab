using Review.Effects;
using Review.Plans;
using Review.Secrets;

namespace Review.Rules;

/// <summary>Secrets where everybody can read them.</summary>
internal static class SecretRules
{
    private const string Fix = "Make it a secret of the stack file, and let the program read the file.";

    public static Rule InEnvironment { get; } =
        new(
            "secret-in-environment",
            Severity.High,
            "The plain environment holds what looks like a secret",
            "Everybody who may look at the service can read it, and it stands in the plain part of the state.",
            $"{Fix} If only the environment will do, name it in swarm:secretVariables."
        )
        {
            Find = side =>
                side.Services.SelectMany(service =>
                        service.Container["env"].Properties.Select(one => new Variable(service.Scope, one.Name, one.Value.Text ?? ""))
                    )
                    .Concat(ContainersOfNodes.Of(side).SelectMany(container => Variables(container.Scope, container.Inputs["envs"])))
                    .Where(one => SecretText.Holds(one.Name, one.Value))
                    .Select(one => new Hit(one.Scope, one.Name, $"environment.{one.Name}")),
        };

    public static Rule InLabel { get; } =
        new("secret-in-label", Severity.High, "A label holds what looks like a secret", "Every tool that lists services shows labels.", Fix)
        {
            Find = side =>
                side.Services.SelectMany(service =>
                    Labels(service.Scope, service.Inputs["labels"], "deploy.labels.")
                        .Concat(Labels(service.Scope, service.Container["labels"], "labels."))
                ),
        };

    public static Rule InCommand { get; } =
        new(
            "secret-in-command",
            Severity.High,
            "A command line holds what looks like a secret",
            "Everybody who may look at the service can read it, and so can every process on the node.",
            $"{Fix} Most programs have an option for the name of such a file."
        )
        {
            Find = side =>
                side.Services.SelectMany(service =>
                        Commands(
                            service.Scope,
                            service.Container["commands"],
                            service.Container["args"],
                            service.Container["healthcheck"]["tests"]
                        )
                    )
                    .Concat(
                        ContainersOfNodes
                            .Of(side)
                            .SelectMany(container =>
                                Commands(
                                    container.Scope,
                                    container.Inputs["entrypoints"],
                                    container.Inputs["command"],
                                    container.Inputs["healthcheck"]["tests"]
                                )
                            )
                    ),
        };

    public static Rule InConfig { get; } =
        new(
            "secret-in-config",
            Severity.High,
            "A config holds what looks like a secret",
            "Configs are not encrypted on the nodes, and everybody who may look at the swarm can read them.",
            "Make it a secret: a service reads it as a file in the same way."
        )
        {
            Find = side =>
                side.Of(FileEffects.Config)
                    .SelectMany(config =>
                        SecretText
                            .In(Base64Text.Decoded(config.Inputs["data"].Text ?? ""))
                            .Distinct()
                            .Select(name => new Hit($"configs.{config.Name}", name))
                    ),
        };

    private static IEnumerable<Variable> Variables(string scope, Value list) =>
        list
            .Items.Select(item => (item.Text ?? "").Split('=', 2))
            .Where(pair => pair.Length == 2)
            .Select(pair => new Variable(scope, pair[0], pair[1]));

    private sealed record Variable(string Scope, string Name, string Value);

    private static IEnumerable<Hit> Labels(string scope, Value list, string at) =>
        list
            .Items.Select(label => new Variable(scope, label["label"].Text ?? "", label["value"].Text ?? ""))
            .Where(label => SecretText.Holds(label.Name, label.Value))
            .Select(label => new Hit(scope, label.Name, at + label.Name));

    private static IEnumerable<Hit> Commands(string scope, Value entrypoint, Value command, Value healthcheck) =>
        new[] { (At: "entrypoint", Words: entrypoint), (At: "command", Words: command), (At: "healthcheck.test", Words: healthcheck) }
            .Where(line => HoldsSecret(line.Words))
            .Select(line => new Hit(scope, line.At, line.At));

    private static bool HoldsSecret(Value words)
    {
        var named = words.NamedItems("").Select(word => new { word.Name, Text = word.Value.Text ?? "" }).ToList();
        return named.Exists(word => IsSecretWord(word.Name, word.Text))
            || SecretText.HasPasswordOption(string.Join(' ', named.Select(word => word.Text)));
    }

    // Such as --password=hunter2, or what follows --password; a word of many parts is a script.
    private static bool IsSecretWord(string name, string word)
    {
        var pair = word.TrimStart('-').Split('=', 2);
        return SecretText.IsSecretValue(word)
            || (word is not ['-', ..] && SecretText.IsSecret(name, word))
            || (pair.Length == 2 && !pair[0].Contains(' ', StringComparison.Ordinal) && SecretText.IsSecret(pair[0], pair[1]));
    }
}
