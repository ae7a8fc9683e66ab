namespace Tests.Infra.Compose;

/// <summary>Stack files that are refused, each with all that the user is told.</summary>
internal static class BadStackFiles
{
    public static BadInput[] All { get; } =
    [
        new(
            "a file that is no YAML",
            [
                "stacks/demo.yaml:3:1: received text that is not YAML (While parsing a node, did not find expected node content); allowed: a file in Compose format. Correct the file there.",
            ]
        )
        {
            StackFile = """
                services:
                  web: [
                """,
        },
        new(
            "networks whose ranges overlap",
            [
                "stacks/demo.yaml:5:9 networks.rear.ipam.config: received 10.9.7.0/24; allowed: a range that does not overlap 10.9.0.0/16 of the network back. Choose another range.",
            ]
        )
        {
            StackFile = """
                services:
                  web: {image: nginx}
                networks:
                  back: {ipam: {config: [{subnet: 10.9.0.0/16}]}}
                  rear: {ipam: {config: [{subnet: 10.8.0.0/24}, {subnet: 10.9.7.0/24}]}}
                  ours: {ipam: {config: [{subnet: fd00:9::/64}]}}
                """,
        },
        new(
            "a file that is a list",
            ["stacks/demo.yaml:1:1 file: received a list; allowed: a mapping (key: value). Write one key to a line."]
        )
        {
            StackFile = """
                - web
                """,
        },
        new(
            "a misspelt top-level key",
            [
                """stacks/demo.yaml:1:1 file: received the key "service"; allowed: one of name, version, services, networks, volumes, configs, secrets, x-containers. Did you mean "services"?""",
            ]
        )
        {
            StackFile = """
                service:
                  web: {image: nginx}
                """,
        },
        new(
            "a service without an image",
            ["stacks/demo.yaml:2:8 services.web.image: received nothing; allowed: an image such as nginx:1.28. Name the image to run."]
        )
        {
            StackFile = """
                services:
                  web: {}
                """,
        },
        new(
            "an empty service",
            ["stacks/demo.yaml:2:7 services.web.image: received nothing; allowed: an image such as nginx:1.28. Name the image to run."]
        )
        {
            StackFile = """
                services:
                  web:
                """,
        },
        new(
            "an image that is none",
            [
                """stacks/demo.yaml:3:12 services.web.image: received "Nginx Latest"; allowed: an image such as nginx:1.28. Correct the name, tag or digest.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: Nginx Latest
                """,
        },
        new(
            "a misspelt key of a service",
            [
                """stacks/demo.yaml:4:5 services.web: received the key "replicas"; allowed: one of image, entrypoint, command, environment, env_file, labels, ports, networks, volumes, tmpfs, configs, secrets, deploy, healthcheck, hostname, user, working_dir, stop_signal, stop_grace_period, init, read_only, cap_add, cap_drop, sysctls, dns, dns_search, extra_hosts, logging, isolation, x-accept, restart. Remove it.""",
                """stacks/demo.yaml:5:5 services.web: received the key "comand"; allowed: one of image, entrypoint, command, environment, env_file, labels, ports, networks, volumes, tmpfs, configs, secrets, deploy, healthcheck, hostname, user, working_dir, stop_signal, stop_grace_period, init, read_only, cap_add, cap_drop, sysctls, dns, dns_search, extra_hosts, logging, isolation, x-accept, restart. Did you mean "command"?""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    replicas: 3
                    comand: [a]
                """,
        },
        new(
            "a service name that is none",
            [
                """stacks/demo.yaml:2:3 services: received the name "my web"; allowed: letters, digits, underscores, dots and hyphens. Choose another name.""",
            ]
        )
        {
            StackFile = """
                services:
                  my web: {image: nginx}
                """,
        },
        new(
            "a key twice",
            [
                """stacks/demo.yaml:4:5: received the key "image" twice (first at stacks/demo.yaml:3:5); allowed: every key once. Remove one of them.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    image: nginx
                """,
        },
        new(
            "a port out of range",
            [
                """stacks/demo.yaml:4:13 services.web.ports[0]: received "70000:80"; allowed: PUBLISHED:TARGET, each from 1 to 65535, and optionally /tcp or /udp. For example "8000:80".""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    ports: ['70000:80']
                """,
        },
        new(
            "more ports in the container than on the nodes",
            [
                """stacks/demo.yaml:4:13 services.web.ports[0]: received "8000:80-81"; allowed: PUBLISHED:TARGET, each from 1 to 65535, and optionally /tcp or /udp. For example "8000:80".""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    ports: ['8000:80-81']
                """,
        },
        new(
            "a long port without a target",
            [
                "stacks/demo.yaml:5:9 services.web.ports[0].target: received nothing; allowed: a whole number from 1 to 65535. For example {target: 80, published: 8000}.",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    ports:
                      - published: 8000
                """,
        },
        new(
            "a port in an unknown mode",
            ["""stacks/demo.yaml:5:45 services.web.ports[0].mode: received "hostt"; allowed: "ingress" or "host". Did you mean "host"?"""]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    ports:
                      - {target: 80, published: 8000, mode: hostt}
                """,
        },
        new(
            "a port published twice",
            [
                "stacks/demo.yaml:3:29 services.b.ports: received published port 8000/tcp, which a publishes already (stacks/demo.yaml:2:29); allowed: every published port once. Publish another port.",
            ]
        )
        {
            StackFile = """
                services:
                  a: {image: nginx, ports: ['8000:80']}
                  b: {image: nginx, ports: ['8000:80']}
                """,
        },
        new(
            "a published port of the swarm itself",
            [
                "stacks/demo.yaml:4:13 services.web.ports: received published port 2377/tcp; allowed: a port that neither SSH (22/tcp) nor the swarm itself uses (2377/tcp, 7946/tcp, 7946/udp, 4789/udp). Publish another port.",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    ports: ['2377:80']
                """,
        },
        new(
            "an unknown network",
            [
                """stacks/demo.yaml:4:16 services.web.networks: received "overlay"; allowed: a network that the file defines (it defines none). Define it: networks: {overlay: {}}.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    networks: [overlay]
                """,
        },
        new(
            "a misspelt network",
            [
                """stacks/demo.yaml:4:16 services.web.networks: received "my-overlai"; allowed: a network that the file defines: my-overlay. Did you mean "my-overlay"?""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    networks: [my-overlai]
                networks:
                  my-overlay: {}
                """,
        },
        new(
            "the network ingress",
            [
                """stacks/demo.yaml:4:16 services.web.networks: received "ingress"; allowed: a network of your own: nothing can be attached to ingress. Remove it; published ports use ingress by themselves.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    networks: [ingress]
                """,
        },
        new(
            "networks that are no list",
            [
                """stacks/demo.yaml:4:15 services.web.networks: received "my-overlay"; allowed: a list. Write one item to a line, each after a hyphen.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    networks: my-overlay
                networks:
                  my-overlay: {}
                """,
        },
        new(
            "a network driver of one machine",
            ["""stacks/demo.yaml:5:18 networks.mine.driver: received "bridge"; allowed: "overlay". Without this key it is "overlay"."""]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                networks:
                  mine: {driver: bridge}
                """,
        },
        new(
            "attachable that is neither true nor false",
            [
                """stacks/demo.yaml:5:22 networks.mine.attachable: received "maybe"; allowed: true or false. Write one of them, without quotes.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                networks:
                  mine: {attachable: maybe}
                """,
        },
        new(
            "an encryption that is switched off",
            [
                """stacks/demo.yaml:5:35 networks.mine.driver_opts.encrypted: received "false"; allowed: "" or "true". Remove the key for a network without encryption.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                networks:
                  mine: {driver_opts: {encrypted: 'false'}}
                """,
        },
        new(
            "replicas that are no number",
            [
                """stacks/demo.yaml:4:24 services.web.deploy.replicas: received "three"; allowed: a whole number from 0 to 10000. For example 1.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    deploy: {replicas: three}
                """,
        },
        new(
            "a negative number of replicas",
            [
                """stacks/demo.yaml:4:24 services.web.deploy.replicas: received "-1"; allowed: a whole number from 0 to 10000. For example 1.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    deploy: {replicas: -1}
                """,
        },
        new(
            "replicas of a global service",
            [
                """stacks/demo.yaml:4:38 services.web.deploy.replicas: received "3"; allowed: no number of replicas with mode global, which runs one task on every node. Remove one of them.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    deploy: {mode: global, replicas: 3}
                """,
        },
        new(
            "an unknown mode",
            [
                """stacks/demo.yaml:4:20 services.web.deploy.mode: received "everywhere"; allowed: "replicated" or "global". Without this key it is "replicated".""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    deploy: {mode: everywhere}
                """,
        },
        new(
            "an unknown restart condition",
            [
                """stacks/demo.yaml:4:42 services.web.deploy.restart_policy.condition: received "always"; allowed: "any" or "on-failure" or "none". Without this key it is "any".""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    deploy: {restart_policy: {condition: always}}
                """,
        },
        new(
            "a duration without a unit",
            [
                """stacks/demo.yaml:4:24 services.web.stop_grace_period: received "30"; allowed: a duration such as 10s, 1m30s or 500ms. Give the number a unit: us, ms, s, m or h.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    stop_grace_period: 30
                """,
        },
        new(
            "an unknown update order",
            [
                """stacks/demo.yaml:4:37 services.web.deploy.update_config.order: received "startfirst"; allowed: "stop-first" or "start-first". Did you mean "start-first"?""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    deploy: {update_config: {order: startfirst}}
                """,
        },
        new(
            "a failure ratio beyond one",
            [
                """stacks/demo.yaml:4:49 services.web.deploy.update_config.max_failure_ratio: received "50"; allowed: a number from 0 to 1. For example 0.5.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    deploy: {update_config: {max_failure_ratio: 50}}
                """,
        },
        new(
            "more processors than any machine has",
            [
                """stacks/demo.yaml:4:41 services.web.deploy.resources.limits.cpus: received "20000"; allowed: 0, or a number from 0.001 to 10000 with at most nine decimals. For example 0.5.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    deploy: {resources: {limits: {cpus: '20000'}}}
                """,
        },
        new(
            "more memory than any machine has",
            [
                """stacks/demo.yaml:4:43 services.web.deploy.resources.limits.memory: received "2000t"; allowed: 0, or an amount from 4m to 1024t, with the unit k, m, g or t. For example 512m.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    deploy: {resources: {limits: {memory: 2000t}}}
                """,
        },
        new(
            "names that the swarm does not take",
            [
                """stacks/demo.yaml:3:5 services.my.web: received "dev_my.web", its name on the swarm; allowed: letters, digits, underscores and hyphens, a letter or digit first and last, at most 63. Choose a shorter or plainer name, or say a shorter or plainer one for the stack with name: at the top.""",
                """stacks/demo.yaml:5:57 configs.a234567890123456789012345678901234567890123456789012: received "dev_a234567890123456789012345678901234567890123456789012-2d711642", its name on the swarm; allowed: letters, digits, underscores, dots and hyphens, a letter or digit first and last, at most 64. Choose a shorter or plainer name, or say a shorter or plainer one for the stack with name: at the top.""",
            ]
        )
        {
            StackFile = """
                services:
                  my.web:
                    image: nginx:1.28
                configs:
                  a234567890123456789012345678901234567890123456789012: {content: x}
                """,
        },
        new(
            "a constraint that compares nothing",
            [
                """stacks/demo.yaml:4:40 services.web.deploy.placement.constraints[0]: received "worker"; allowed: KEY == VALUE or KEY != VALUE, without commas and quotes. For example "node.role == worker"; look for a variable without a value.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    deploy: {placement: {constraints: [worker]}}
                """,
        },
        new(
            "an environment variable without a name",
            ["""stacks/demo.yaml:4:19 services.web.environment: received "=info"; allowed: NAME=VALUE. For example LEVEL=info."""]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    environment: [=info]
                """,
        },
        new(
            "an open quote in a command",
            [
                """stacks/demo.yaml:4:14 services.web.command: received "echo 'hello"; allowed: words with closed quotes, and something after a backslash. Close the quote, or write a list.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    command: echo 'hello
                """,
        },
        new(
            "a healthcheck with a wrong test",
            [
                "stacks/demo.yaml:4:25 services.web.healthcheck.test: received a list; allowed: a command, or a list that begins with CMD, CMD-SHELL or NONE. For example [CMD, curl, -f, http://localhost].",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    healthcheck: {test: [curl, localhost]}
                """,
        },
        new(
            "a container on an unknown node",
            [
                """stacks/demo.yaml:4:30 x-containers.app1.node: received "node9"; allowed: a node of the swarm: node1, node2, node3. Did you mean "node1"?""",
            ]
        )
        {
            StackFile = """
                networks:
                  my-overlay: {attachable: true}
                x-containers:
                  app1: {image: nginx, node: node9, networks: [my-overlay]}
                """,
        },
        new(
            "a container on no node",
            [
                "stacks/demo.yaml:4:9 x-containers.app1.node: received nothing; allowed: the name of the node that it runs on. For example node: node2.",
            ]
        )
        {
            StackFile = """
                networks:
                  my-overlay: {attachable: true}
                x-containers:
                  app1: {image: nginx, networks: [my-overlay]}
                """,
        },
        new(
            "a container without a network",
            [
                "stacks/demo.yaml:2:9 x-containers.app1.networks: received nothing; allowed: at least one attachable network. For example networks: [my-overlay].",
            ]
        )
        {
            StackFile = """
                x-containers:
                  app1: {image: nginx, node: node2}
                """,
        },
        new(
            "a container on a network for services only",
            [
                """stacks/demo.yaml:4:48 x-containers.app1.networks: received "mine", to which only services can be attached; allowed: an attachable network. Set networks.mine.attachable: true.""",
            ]
        )
        {
            StackFile = """
                networks:
                  mine: {}
                x-containers:
                  app1: {image: nginx, node: node2, networks: [mine]}
                """,
        },
        new(
            "an unknown restart of a container",
            [
                """stacks/demo.yaml:4:70 x-containers.app1.restart: received "any"; allowed: "unless-stopped" or "always" or "on-failure" or "no". Did you mean "no"?""",
            ]
        )
        {
            StackFile = """
                networks:
                  my-overlay: {attachable: true}
                x-containers:
                  app1: {image: nginx, node: node2, networks: [my-overlay], restart: any}
                """,
        },
        new(
            "an undefined volume",
            [
                """stacks/demo.yaml:4:15 services.web.volumes: received "dat"; allowed: a volume that the file defines: data. Did you mean "data"?""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    volumes: ['dat:/data']
                volumes: {data: {}}
                """,
        },
        new(
            "what does not go with a volume",
            [
                """stacks/demo.yaml:4:36 volumes.theirs.x-keep: received "x-keep" beside external; allowed: only name beside external, which is created elsewhere. Remove one of them.""",
                """stacks/demo.yaml:5:45 volumes.each.x-nodes: received "x-nodes" beside the name d-{{.Task.Slot}}; allowed: a name that is no template: the engine makes such volumes, and nobody deletes them. Remove one of them.""",
                """stacks/demo.yaml:6:19 volumes.maybe.x-keep: received "perhaps"; allowed: true or false. Write one of them, without quotes.""",
                """stacks/demo.yaml:7:26 volumes.far.x-nodes: received "node9"; allowed: a node of the swarm: node1, node2, node3. Did you mean "node1"?""",
            ]
        )
        {
            StackFile = """
                services:
                  web: {image: nginx:1.28}
                volumes:
                  theirs: {external: true, x-keep: false}
                  each: {name: 'd-{{.Task.Slot}}', x-nodes: [node1]}
                  maybe: {x-keep: perhaps}
                  far: {x-nodes: [node1, node9]}
                """,
        },
        new(
            "acceptances with everything wrong",
            [
                """stacks/demo.yaml:4:15 services.web.x-accept: received "all"; allowed: a list. Write one item to a line, each after a hyphen.""",
                """stacks/demo.yaml:10:9 services.api.x-accept[0]: received the key "scope"; allowed: one of rule, reason, until, by. Remove it.""",
                """stacks/demo.yaml:8:15 services.api.x-accept[0].rule: received "Image Latest"; allowed: the name of a rule in docs/rules.md. For example rule: image-latest.""",
                """stacks/demo.yaml:8:9 services.api.x-accept[0].reason: received nothing; allowed: one line of text. For example reason: the vendor ships no other image.""",
                """stacks/demo.yaml:9:16 services.api.x-accept[0].until: received "tomorrow"; allowed: a day such as 2027-03-31, after which the finding counts again, or never. For example until: 2027-03-31.""",
                """stacks/demo.yaml:11:9 services.api.x-accept[1]: received "image-latest"; allowed: a mapping (key: value). Write one key to a line.""",
                """stacks/demo.yaml:14:25 volumes.data.x-accept[0].reason: received ""; allowed: one line of text. For example reason: the vendor ships no other image.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    x-accept: all
                  api:
                    image: nginx:1.28
                    x-accept:
                      - rule: Image Latest
                        until: tomorrow
                        scope: here
                      - image-latest
                volumes:
                  data:
                    x-accept: [{reason: "", rule: volume-data-lost, until: 2027-03-31}]
                """,
        },
        new(
            "an undefined config and an undefined secret",
            [
                """stacks/demo.yaml:4:15 services.web.configs: received "conf"; allowed: a config that the file defines (it defines none). Define it: configs: {conf: …}.""",
                """stacks/demo.yaml:5:24 services.web.secrets: received "password"; allowed: a secret that the file defines (it defines none). Define it: secrets: {password: …}.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    configs: [conf]
                    secrets: [{source: password}]
                """,
        },
        new(
            "two configs on one path",
            [
                """stacks/demo.yaml:4:27 services.web.configs: received the target "a" twice; allowed: every target of a config once in a service. Give one of them another target.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    configs: [a, {source: b, target: a}]
                configs: {a: {content: x}, b: {content: y}}
                """,
        },
        new(
            "a mount on no path",
            [
                """stacks/demo.yaml:4:15 services.web.volumes[0]: received the target "data"; allowed: a path in the container that begins with /. For example "data:/var/lib/data".""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    volumes: ['data:data']
                """,
        },
        new(
            "a job",
            [
                """stacks/demo.yaml:4:20 services.web.deploy.mode: received "replicated-job"; allowed: "replicated" or "global": Pulumi.Docker 5.1 has no jobs. Use restart_policy: {condition: none} for a task that runs once.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    deploy: {mode: replicated-job}
                """,
        },
        new(
            "a published port without an address of the service",
            [
                """stacks/demo.yaml:4:13 services.web.ports: received port 8000:80/tcp in mode ingress of a service with endpoint_mode dnsrr; allowed: only ports in mode host: without an address of the service there is nothing to publish. Set mode: host in the long syntax, or endpoint_mode: vip.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    ports: ['8000:80']
                    deploy: {endpoint_mode: dnsrr}
                """,
        },
        new(
            "a key that docker refuses too",
            [
                """stacks/demo.yaml:4:5 services.web: received the key "mem_limit"; allowed: one of image, entrypoint, command, environment, env_file, labels, ports, networks, volumes, tmpfs, configs, secrets, deploy, healthcheck, hostname, user, working_dir, stop_signal, stop_grace_period, init, read_only, cap_add, cap_drop, sysctls, dns, dns_search, extra_hosts, logging, isolation, x-accept, restart. Set it in deploy.resources.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    mem_limit: 64m
                """,
        },
        new(
            "a variable that must have a value, and one that is written wrongly",
            [
                "stacks/demo.yaml:3:12 services.web.image: received no value for the variable SWARM_TEST_TAG (say which); allowed: a value. Run `pulumi config set --path swarm:variables.SWARM_TEST_TAG VALUE`, or set it in the environment.",
                """stacks/demo.yaml:4:11 services.web.user: received "${user"; allowed: variables such as $NAME, ${NAME}, ${NAME:-default}, ${NAME:?error} or ${NAME:+replacement}, and $$ for a dollar sign. Close the braces, or write $$ where a dollar sign is meant.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:${SWARM_TEST_TAG:?say which}
                    user: ${user
                """,
        },
        new(
            "an older version of the format",
            [
                """stacks/demo.yaml:1:10 version: received "2.4"; allowed: 3 or 3.x, or no version. Remove the key, and see what else the file has of the older format.""",
            ]
        )
        {
            StackFile = """
                version: "2.4"
                """,
        },
        new(
            "an alias without an anchor",
            [
                "stacks/demo.yaml:2:8: received text that is not YAML (the alias *nobody has no anchor before it); allowed: a file in Compose format. Correct the file there.",
            ]
        )
        {
            StackFile = """
                services:
                  web: *nobody
                """,
        },
        new(
            "a merge of something that is no mapping",
            [
                """stacks/demo.yaml:4:9 services.web.<<: received "nginx"; allowed: a mapping, or a list of mappings. Merge an anchor of a mapping, such as <<: *defaults.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    <<: nginx
                """,
        },
        new(
            "a port that another file publishes",
            [
                "stacks/more.yaml:2:29 services.b.ports: received published port 8000/tcp, which a publishes already (stacks/demo.yaml:2:29); allowed: every published port once. Publish another port.",
            ]
        )
        {
            Settings = { ["stackFiles"] = "stacks/demo.yaml,stacks/more.yaml" },
            StackFile = """
                services:
                  a: {image: nginx, ports: ['8000:80']}
                """,
            SecondStackFile = """
                services:
                  b: {image: nginx, ports: ['8000:80']}
                """,
        },
        new(
            "a file without any service",
            [
                "swarm:stackFiles: received no service in stacks/demo.yaml; allowed: at least one service. Add a service to the file. To remove everything that runs, use `pulumi destroy` or `./swarm down`.",
            ]
        )
        {
            StackFile = """
                services:
                networks: {front: }
                """,
        },
        new(
            "a published port on which SSH answers",
            [
                "stacks/demo.yaml:2:31 services.git.ports: received published port 2222/tcp; allowed: a port that neither SSH (22/tcp, 2222/tcp) nor the swarm itself uses (2377/tcp, 7946/tcp, 7946/udp, 4789/udp). Publish another port.",
            ]
        )
        {
            Settings =
            {
                ["provider"] = "hosts",
                ["sshFrom"] = "",
                ["sshPrivateKeyFile"] = "keys/good",
                ["hosts"] = """
                    [
                      {"name": "node1", "role": "manager", "address": "192.0.2.11", "port": 2222, "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE"},
                      {"name": "node2", "role": "worker", "address": "192.0.2.12", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE"}
                    ]
                    """,
            },
            StackFile = """
                services:
                  git: {image: gitea, ports: ["2222:22"]}
                """,
        },
        new(
            "what the engine would refuse",
            [
                """stacks/demo.yaml:6:40 services.web.deploy.placement.constraints[0]: received "node.labels.zone == "; allowed: KEY == VALUE or KEY != VALUE, without commas and quotes. For example "node.role == worker"; look for a variable without a value.""",
                """stacks/demo.yaml:6:64 services.web.deploy.placement.constraints[1]: received "node.labels.a == b,c"; allowed: KEY == VALUE or KEY != VALUE, without commas and quotes. For example "node.role == worker"; look for a variable without a value.""",
                """stacks/demo.yaml:4:26 services.web.volumes: received the target "/x" twice; allowed: every target once in a service, that of a tmpfs among them. Give one of them another target.""",
                """stacks/demo.yaml:5:12 services.web.volumes: received the target "/run" twice; allowed: every target once in a service, that of a tmpfs among them. Give one of them another target.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    volumes: ["data:/x", "/y:/x/", "/run:/run"]
                    tmpfs: /run
                    deploy: {placement: {constraints: ["node.labels.zone == ", "node.labels.a == b,c"]}}
                volumes: {data: }
                """,
        },
        new(
            "options of another kind of mount",
            [
                """stacks/demo.yaml:5:9 services.web.volumes[0]: received "nocopy" on a mount of type bind; allowed: options of bind mounts. Remove it, or choose the type that it belongs to.""",
                """stacks/demo.yaml:6:9 services.web.volumes[1]: received "rslave" on a mount of type volume; allowed: options of volume mounts. Remove it, or choose the type that it belongs to.""",
                """stacks/demo.yaml:7:54 services.web.volumes[2].volume: received "volume" on a mount of type bind; allowed: options of bind mounts. Remove it, or choose the type that it belongs to.""",
                """stacks/demo.yaml:8:31 services.web.volumes[3].source: received "x"; allowed: no source with type tmpfs, which is memory. Remove it, or choose another type.""",
            ]
        )
        {
            StackFile = """
                services:
                  web:
                    image: nginx:1.28
                    volumes:
                      - /srv/data:/data:nocopy
                      - data:/a:rslave
                      - {type: bind, source: /b, target: /b, volume: {nocopy: true}}
                      - {type: tmpfs, source: x, target: /c}
                volumes: {data: }
                """,
        },
        new(
            "a Windows account",
            [
                """stacks/demo.yaml:2:23 services.web: received the key "credential_spec"; allowed: one of image, entrypoint, command, environment, env_file, labels, ports, networks, volumes, tmpfs, configs, secrets, deploy, healthcheck, hostname, user, working_dir, stop_signal, stop_grace_period, init, read_only, cap_add, cap_drop, sysctls, dns, dns_search, extra_hosts, logging, isolation, x-accept, restart. Set the account on the nodes: Pulumi.Docker 5.1 writes an empty one over it.""",
            ]
        )
        {
            StackFile = """
                services:
                  web: {image: nginx, credential_spec: {file: account.json}}
                """,
        },
        new(
            "one name on the swarm for two",
            [
                """stacks/demo.yaml:3:29 networks.b.name: received "x", which networks.a is called too; allowed: every name on the swarm once. Use one of them in both places, or choose another name.""",
            ]
        )
        {
            StackFile = """
                services:
                  web: {image: nginx, networks: [a, b]}
                networks: {a: {name: x}, b: {name: x}}
                """,
        },
        new(
            "a healthcheck that is off and has a test",
            [
                "stacks/demo.yaml:2:36 services.web.healthcheck: received disable and test; allowed: one of them. Remove the test, or disable.",
            ]
        )
        {
            StackFile = """
                services:
                  web: {image: nginx, healthcheck: {disable: true, test: x}}
                """,
        },
        new(
            "a number that is none",
            [
                """stacks/demo.yaml:2:35: received ".inf", which is not a number that docker can hold; allowed: a number, or text in quotes. Write ".inf" in quotes.""",
            ]
        )
        {
            StackFile = """
                services:
                  web: {image: nginx, labels: {a: .inf}}
                """,
        },
    ];
}
