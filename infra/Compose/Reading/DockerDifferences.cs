namespace Infra.Compose.Reading;

/// <summary>Where this reader and <c>docker stack deploy</c> do not agree, and why. The tests that ask docker know no other difference; docs/compose.md shows the list.</summary>
internal static class DockerDifferences
{
    /// <summary>A short name for each, what differs, and why.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>
        {
            ["types"] =
                "Docker's schema does not accept a string in place of a number or a boolean, or the reverse. Here, as in the Compose Specification, `user: 1000`, `replicas: \"2\"`, `read_only: yes`, `cpus: 0.5` and `size: 64m` are accepted, and a key without a value counts as left out.",
            ["repeated"] = "Docker refuses a list that holds the same item twice. Here the second one has no effect.",
            ["compose-keys"] =
                "Keys of the Compose Specification that docker's schema lacks are accepted: `name` at the top, `ipam.config[].gateway`, `configs.NAME.content` and the like in the table above, and `x-…` at every level.",
            ["compose-interpolation"] =
                "Defaults within defaults and `${NAME:+replacement}` are replaced as in the Compose Specification; docker passes the former on as text, and refuses the latter. Docker looks for variables in unused `x-…` too.",
            ["versions"] =
                "Docker knows the versions up to 3.13 and wants the same one in every file. Here every `version: 3.x` is accepted, and none is needed.",
            ["number-keys"] = "Docker refuses a key that is a number, such as a service called `1`.",
            ["hash"] =
                "Configurations and secrets without a `name` get a name that ends with a hash of their content, so a name in the file may end in a hyphen.",
            ["merge"] =
                "When files are merged, docker loses an override by `false`, by 0 or by an empty text or list, loses one of tcp and udp on the same port and all but one port that is not published, joins two tests of a healthcheck, and drops options of an attachment. Here the later file wins in each of these cases.",
            ["unused"] =
                "Docker creates configurations and secrets that no service uses. Here they are left out with a warning, as unused networks are by both.",
            ["rollback"] =
                "`rollback_config.failure_action: rollback` reaches the engine as `pause`, which is what the engine does with it: the provider accepts nothing else.",
            ["left-out"] =
                "`tty`, `stdin_open`, `ulimits`, `oom_score_adj`, `pids` and `start_interval` do not reach the engine, with a warning: Pulumi.Docker 5.1 has no arguments for them. A variable without a value is left out, too; docker sends its bare name, which unsets it in the container.",
            ["lacking"] =
                "Jobs, `credential_spec`, `npipe`, `cluster` and `image` mounts, drivers and templates of configurations and secrets are refused: Pulumi.Docker 5.1 has no arguments for them, or writes over them.",
            ["ratio"] =
                "A `max_failure_ratio` reaches the engine with one decimal, rounded down, with a warning: Pulumi.Docker 5.1 keeps no more.",
            ["preferences"] = "The provider sorts the placement preferences of a service, so their order in the file is lost.",
            ["tmpfs"] = "Docker silently ignores `tmpfs`. Here it is a mount.",
            ["logging"] =
                "`logging` without a driver means `json-file`, since the provider requires a name; docker sends none, and the engine uses its own default.",
            ["encrypted"] = "An empty `encrypted` option of a network is sent as `true`, which means the same to the engine.",
            ["gateways"] =
                "For a subnet without a gateway, the gateway that the engine would choose is sent. Otherwise the provider would recreate the network.",
            ["template-labels"] = "A volume whose name is a template is made by the engine, without the labels that docker gives it.",
            ["pipes"] = "Docker on Linux puts the directory of the stack file before a Windows pipe. Here the pipe stays as it is.",
            ["fails-later"] =
                "What would keep every task from starting is refused at once: mounts on a path that does not begin with a slash, or on one path twice but for a slash; a host without an address; a healthcheck of an unknown kind; permissions beyond 07777; networks of another driver than overlay; a preference without `spread`; a port beyond 65535 or in an unknown protocol or mode; negative durations and numbers of restarts, and a number after `restart: always`; a variable or label without a name; a generic resource without a kind.",
            ["bounds"] =
                "Numbers beyond what a swarm can use are refused: more than 10,000 processors, replicas or tasks on a node, more than 1,000 retries, and what does not fit into 32 bits. So are names on the swarm (`name`) with characters other than letters, digits, underscores, dots and hyphens, or with more than 63 of them.",
            ["ssh"] = "A published port that SSH or the swarm itself uses on the hosts is refused.",
            ["nothing-to-run"] =
                "A stack without any service is refused, because here it would remove everything; docker would remove nothing.",
            ["yaml"] =
                "A second document in a file, and a tag such as `!reset` or `!!binary`, are refused; docker uses the first document, and ignores the tag or decodes the binary.",
            ["reference-keys"] =
                "Docker ignores unknown keys of a service's reference to a configuration or secret. Here they are refused.",
        };
}
