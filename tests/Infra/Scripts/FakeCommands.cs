namespace Tests.Infra.Scripts;

/// <summary>The commands that scripts meet on a <see cref="FakeMachine"/>.</summary>
internal static class FakeCommands
{
    // Every look on the clock finds it ten seconds later, and sleeping takes no time.
    private const string Date = """
        now=$(cat "$FAKE/now" 2>/dev/null || echo 1000)
        echo $((now + 10)) >"$FAKE/now"
        echo "$now"
        """;

    private const string Id = """
        case "$*" in
        -u) echo 1000 ;;
        -un) echo admin ;;
        esac
        """;

    private const string Sudo = """
        [ ! -e "$FAKE/no-sudo" ] || exit 1
        [ "$1" = -n ] && shift
        exec "$@"
        """;

    // The first line is the answer; when there are more, each is given once.
    private const string Answer = """
        answer() {
          [ -e "$FAKE/$1" ] || return 1
          head -n 1 "$FAKE/$1"
          [ "$(wc -l <"$FAKE/$1")" -eq 1 ] || sed -i 1d "$FAKE/$1"
        }

        """;

    private const string Docker =
        Answer
        + """
            echo "docker $*" >>"$FAKE/calls"
            case "$*" in
            version) [ ! -e "$FAKE/unusable" ] ;;
            'version --format {{.Server.Version}}') answer engine ;;
            'ps --format {{.ID}} {{.Label "com.docker.swarm.task.id"}}') cat "$FAKE/standing" 2>/dev/null || true ;;
            'inspect --format {{.State.Running}} '*) [ "$4" != removed ] || exit 1; answer "runs-$4" || echo true ;;
            'start '*) [ "$2" != broken ] || { echo 'Error response from daemon: network my-overlay not found' >&2; exit 1; } ;;
            'info --format {{.Swarm.ControlAvailable}}') answer is-manager ;;
            'info --format {{.Swarm.NodeAddr}}') answer address ;;
            'info --format {{.Swarm.LocalNodeState}}') answer state || echo inactive ;;
            'info --format {{.Swarm.Error}}') answer error || echo ;;
            'info --format {{join .Swarm.Cluster.DefaultAddrPool ","}}/{{.Swarm.Cluster.SubnetSize}}') answer pool ;;
            'info --format {{range .Swarm.RemoteManagers}}{{.Addr}} {{end}}') answer managers ;;
            'swarm init '*) echo active >"$FAKE/state" ;;
            'swarm leave --force') echo inactive >"$FAKE/state"; rm -f "$FAKE/node-id" ;;
            'node ls --quiet')
              [ ! -e "$FAKE/leaderless" ] || { echo 'Error response from daemon: rpc error: The swarm does not have a leader.' >&2; exit 1; }
              [ ! -e "$FAKE/nodes" ] || cut -d ' ' -f 2 "$FAKE/nodes"
              [ ! -e "$FAKE/swarm" ] || cut -d ' ' -f 1 "$FAKE/swarm"
              ;;
            'node inspect --format {{.Status.Addr}} {{.ID}} {{.Status.State}} {{.Spec.Role}} {{index .Spec.Labels "pulumi.machine"}} '*)
              while read -r address id state role more; do
                echo "$address $id $state $role $(answer "mark-$id" || true)"
              done <"$FAKE/nodes"
              ;;
            'node inspect --format {{.ID}} {{.Status.State}} {{.Spec.Role}} {{.Spec.Availability}} '*)
              cat "$FAKE/swarm"
              [ ! -e "$FAKE/swarm-later" ] || { cp "$FAKE/swarm-later" "$FAKE/swarm"; rm "$FAKE/swarm-later"; }
              ;;
            'node inspect --format {{.Spec.Role}} '*) answer roles || echo 'worker ' ;;
            'node ps '*) answer tasks || true ;;
            'service ls --quiet') answer services || true ;;
            'node demote '*)
              [ "$(answer quorum)" != lost ] || { echo 'Error response from daemon: this would result in a loss of quorum' >&2; exit 1; }
              ;;
            'node inspect --format {{println .Spec.Availability}}'*) cat "$FAKE/attributes" ;;
            'node promote '* | 'node rm '*) ;;
            'node update '*) [ ! -e "$FAKE/out-of-sequence" ] || { rm "$FAKE/out-of-sequence"; echo 'Error response from daemon: rpc error: code = Unknown desc = update out of sequence' >&2; exit 1; } ;;
            'service inspect --format {{.Spec.Name}} '*) echo dev_web ;;
            'service ls --filter label=com.docker.stack.namespace='*) [ ! -e "$FAKE/stack-services" ] || cat "$FAKE/stack-services" ;;
            'service update --quiet --detach --with-registry-auth '*)
              [ ! -e "$FAKE/out-of-sequence" ] || { rm "$FAKE/out-of-sequence"; exit 1; }
              cat "$DOCKER_CONFIG/config.json" >"$FAKE/client-configuration"
              ;;
            'service update '*) [ ! -e "$FAKE/out-of-sequence" ] || { rm "$FAKE/out-of-sequence"; echo 'Error response from daemon: rpc error: code = Unknown desc = update out of sequence' >&2; exit 1; } ;;
            'service logs --raw --tail '*) cat "$FAKE/logs-$6" ;;
            'inspect --format {{range .State.Health.Log}}{{.Output}}{{end}} '*) answer "health-$4" || { echo "Error: No such object: $4" >&2; exit 1; } ;;
            'ps --all --quiet --filter label=com.docker.swarm.service.id=s1') answer containers || true ;;
            'ps --quiet --filter label=com.docker.swarm.service.id=s1') answer running || true ;;
            'rm --force '*) [ ! -e "$FAKE/stuck" ] ;;
            *' inspect --format '*' {{.ID}} missing') exit 1 ;;
            'network ls --filter scope=swarm --quiet') printf 'n1\nn2\n' ;;
            'network inspect --format {{.Name}}{{range .IPAM.Config}} {{.Subnet}}{{end}} n1 n2') cat "$FAKE/networks" ;;
            'network inspect --format {{.Scope}} {{.ID}} local') echo 'local id-of-local' ;;
            'network inspect --format {{.Scope}} {{.ID}} '* | 'config inspect --format swarm {{.ID}} '* | 'secret inspect --format swarm {{.ID}} '*) echo "swarm id-of-$5$6" ;;
            *) echo "the fake docker does not know: $*" >&2; exit 99 ;;
            esac
            """;

    // The Engine API as Docker 26.1 answers. At its door for joining it keeps what came through, and settles in the state that the test decided on.
    private const string Curl =
        Answer
        + """
            echo "curl $*" >>"$FAKE/calls"
            mark() {
              [ ! -e "$FAKE/mark-$1" ] || printf ',"pulumi.machine":"%s"' "$(cat "$FAKE/mark-$1")"
            }
            node() {
              set -- "$1" "$(mark "$1")" "$2" "$3" "$4" "$5" "$6" "$7"
              printf '{"ID":"%s","Version":{"Index":9},"CreatedAt":"2026-11-24T01:00:00Z","UpdatedAt":"2026-11-24T01:00:00Z","Spec":{"Labels":{"zone":"a"%s},"Role":"%s","Availability":"%s"},"Description":{%s"Platform":{"Architecture":"x86_64","OS":"linux"},"Resources":{},"Engine":{"EngineVersion":"26.1.5","Plugins":[{"Type":"Network","Name":"overlay"}]},"TLSInfo":{}},"Status":{"State":"%s"%s}%s}' "$@"
            }
            case "$*" in
            *--unix-socket*/swarm/join)
              cat >"$FAKE/posted"
              cp "$FAKE/after-join" "$FAKE/state"
              [ ! -e "$FAKE/new-certificate" ] || cp "$FAKE/new-certificate" "$FAKE/certificate"
              [ ! -e "$FAKE/refusal" ] || cat "$FAKE/refusal"
              ;;
            *--unix-socket*/distribution/*)
              cat >"$FAKE/header"
              if [ -e "$FAKE/distribution" ]; then cat "$FAKE/distribution"; else printf '{"Descriptor":{"digest":"sha256:0123"},"Platforms":[]}\n 200'; fi
              ;;
            *--unix-socket*/info)
              printf '{"ID":"e1","Containers":0,"Swarm":{"NodeID":"%s","NodeAddr":"","LocalNodeState":"%s","ControlAvailable":false,"Error":"","RemoteManagers":[{"NodeID":"manager1","Addr":"10.20.0.11:2377"}]},"Name":"node1"}' "$(answer node-id)" "$(answer state)"
              ;;
            *--unix-socket*/swarm)
              printf '{"ID":"%s","Version":{"Index":10},"Spec":{"Name":"default","Labels":{}},"TLSInfo":{},"RootRotationInProgress":false,"SubnetSize":24,"JoinTokens":{"Worker":"SWMTKN-1-worker","Manager":"SWMTKN-1-manager"}}' "$(answer cluster)"
              ;;
            *--unix-socket*/services/s1) answer service || { echo 'curl: (22) The requested URL returned error: 404' >&2; exit 22; } ;;
            *'--unix-socket'*'/tasks?filters=%7B%22service%22%3A%5B%22s1%22%5D%7D') answer service-tasks ;;
            *--unix-socket*/tasks) answer all-tasks ;;
            *--unix-socket*/nodes)
              between='['
              while read -r address id state role availability name; do
                printf %s "$between"
                manager=
                [ "$role" != manager ] || manager=',"ManagerStatus":{"Leader":true,"Reachability":"reachable","Addr":"'$address':2377"}'
                node "$id" "$role" "$availability" '"Hostname":"'"${name:-some}"'",' "$state" ',"Addr":"'$address'"' "$manager"
                between=,
              done <"$FAKE/nodes"
              answer nameless >"$FAKE/now-nameless" || true
              while read -r id role; do
                printf %s "$between"
                node "$id" "$role" active '' unknown '' ''
              done <"$FAKE/now-nameless"
              echo ]
              ;;
            esac
            """;

    private const string Bash = """
        echo "bash $3" >>"$FAKE/calls"
        [ ! -e "$FAKE/unreachable" ]
        """;

    private const string AptGet = """
        echo "apt-get $*" >>"$FAKE/calls"
        case "$*" in
        *' update')
          [ ! -e "$FAKE/busy" ] || { rm "$FAKE/busy"; echo 'E: Could not get lock /var/lib/apt/lists/lock' >&2; exit 100; }
          ;;
        *' install '*)
          [ ! -e "$FAKE/broken" ] || { echo 'E: Unable to correct problems' >&2; exit 100; }
          [ -e "$FAKE/stays-down" ] || cp "$FAKE/new-engine" "$FAKE/engine"
          ;;
        esac
        """;

    private const string AptCache = """
        case "$1" in
        show) [ -e "$FAKE/has-client" ] ;;
        madison) cat "$FAKE/offers" ;;
        esac
        """;

    private const string Logged = """
        echo "$(basename "$0") $*" >>"$FAKE/calls"

        """;

    private const string Tee = """
        echo "tee $*" >>"$FAKE/calls"
        cat >"$FAKE/tee"
        [ ! -d "$1" ] || { echo "tee: $1: Is a directory" >&2; exit 1; }
        case "$1" in
        "$FAKE"/*) cp "$FAKE/tee" "$1" ;;
        esac
        """;

    // Engines before 23.0 cannot check their settings.
    private const string Dockerd = """
        [ -e "$FAKE/engine" ] || [ -e "$FAKE/stopped" ] || exit 127
        echo "dockerd $*" >>"$FAKE/calls"
        case "$1" in
        --help) [ -e "$FAKE/old-engine" ] || echo '      --validate     Validate daemon configuration and exit' ;;
        --validate)
          [ -e "$FAKE/refuses" ] || { echo 'configuration OK' >&2; exit 0; }
          echo "unable to configure the Docker daemon with file $3: $(cat "$FAKE/refuses")" >&2
          exit 1
          ;;
        esac
        """;

    // With settings that it does not like, the engine stays down.
    private const string Systemctl = """
        echo "systemctl $*" >>"$FAKE/calls"
        case "$1" in
        restart | start | enable)
          if [ -e "$FAKE/bad" ] && grep -q "$(cat "$FAKE/bad")" "$FAKE/daemon.json" 2>/dev/null; then
            [ ! -e "$FAKE/engine" ] || { cp "$FAKE/engine" "$FAKE/stopped"; rm "$FAKE/engine"; }
            [ "$*" = 'enable docker' ] || { echo 'Job for docker.service failed.' >&2; exit 1; }
          elif [ -e "$FAKE/stopped" ]; then
            cp "$FAKE/stopped" "$FAKE/engine"
            rm "$FAKE/stopped"
          fi
          ;;
        esac
        """;

    private const string Ssh =
        Answer
        + """
            printf '%s\n' "$@" >"$FAKE/ssh-arguments"
            echo "ssh" >>"$FAKE/calls"
            cat >"$FAKE/ssh-input"
            for argument in "$@"; do
              case "$argument" in
              IdentityFile=*) stat -c %a "${argument#*=}" >"$FAKE/key-mode"; cp "${argument#*=}" "$FAKE/key"; echo "${argument#*=}" >"$FAKE/key-path" ;;
              UserKnownHostsFile=*) cp "${argument#*=}" "$FAKE/known" ;;
              esac
            done
            if [ -e "$FAKE/ssh-says" ]; then
              says=$(answer ssh-says)
              [ -z "$says" ] || { printf "$says\n" >&2; exit 255; }
            fi
            [ ! -e "$FAKE/ready-says" ] || { cat "$FAKE/ready-says" >&2; exit 1; }
            [ ! -e "$FAKE/dead" ]
            """;

    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>
        {
            ["apt-cache"] = AptCache,
            ["apt-get"] = AptGet,
            ["apparmor_parser"] = "exit 0",
            ["bash"] = Bash,
            ["chmod"] = Logged,
            ["cloud-init"] = "exit $(cat \"$FAKE/cloud-init\" 2>/dev/null || echo 0)",
            ["curl"] = Curl,
            ["date"] = Date,
            ["docker"] = Docker,
            ["dpkg"] = "echo \"dpkg $*\" >>\"$FAKE/calls\"; [ \"$1\" != --print-architecture ] || echo amd64",
            ["id"] = Id,
            ["iptables"] = "exit 0",
            ["flock"] = Logged + "[ ! -e \"$FAKE/locked\" ]",
            ["journalctl"] = "cat \"$FAKE/journal\" 2>/dev/null || echo 'failed to start daemon'",
            ["mkdir"] = Logged + "case \"$2\" in \"$FAKE\"/*) /bin/mkdir \"$@\" ;; esac",
            ["sleep"] = "exit 0",
            ["ssh"] = Ssh,
            ["sudo"] = Sudo,
            ["dockerd"] = Dockerd,
            ["systemctl"] = Systemctl,
            ["tee"] = Tee,
            ["update-ca-certificates"] = "echo update-ca-certificates >>\"$FAKE/calls\"",
            ["usermod"] = Logged,
        };
}
