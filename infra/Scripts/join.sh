# shellcheck shell=sh
# Makes this node, at ADDRESS, a member of the swarm whose manager MANAGER_NAME is at MANAGER. FIREWALL names what stands between them.
# Standard input: the join token and the cluster's id, one a line. The token goes to the engine over its socket, never into an argument.

IFS= read -r token
IFS= read -r cluster

require_docker

# The node's certificate holds the id of its cluster as plain text.
is_ours() {
  as_root cat "${CERTIFICATE:-$(docker info --format '{{.DockerRootDir}}')/swarm/certificates/swarm-node.crt}" 2>/dev/null |
    sed -n '/-----BEGIN CERTIFICATE-----/,/-----END CERTIFICATE-----/p' | sed '/-----/d' |
    base64 -d 2>/dev/null | grep -aq "$cluster"
}

# True when the swarm that the node belongs to had only the manager whose place our manager has taken: that swarm is gone.
was_led_from_here() {
  [ "$(docker info --format '{{range .Swarm.RemoteManagers}}{{.Addr}} {{end}}')" = "$MANAGER:2377 " ]
}

# Prints the engine's reason when it refuses.
join() {
  printf '{"ListenAddr":"0.0.0.0:2377","AdvertiseAddr":"%s","DataPathAddr":"%s","RemoteAddrs":["%s:2377"],"JoinToken":"%s"}' \
    "$ADDRESS" "$ADDRESS" "$MANAGER" "$token" |
    curl --silent --show-error --max-time 60 --unix-socket /var/run/docker.sock \
      --header 'Content-Type: application/json' --data @- http://localhost/swarm/join 2>&1 |
    sed 's/.*"message":"\([^"]*\)".*/\1/'
}

is_under_way() {
  [ "$(swarm_state)" != inactive ]
}

says_its_state() {
  [ -n "$(swarm_state)" ]
}

is_settled() {
  [ "$(swarm_state)" != pending ]
}

wait_for 60 reaches_swarm_port "$MANAGER" ||
  fail "cannot reach $MANAGER_NAME at $MANAGER:2377/tcp. Open 2377/tcp, 7946/tcp, 7946/udp and 4789/udp between the nodes: in $FIREWALL, from $ADDRESS."

answer=
joined=
attempts=3
while [ "$attempts" -gt 0 ]; do
  case "$(swarm_state)" in
  inactive)
    # The engine gives up after 20 s and goes on in the background: what counts is the state that it settles in.
    attempts=$((attempts - 1))
    answer=$(join)
    joined=1
    wait_for 10 is_under_way || say "the engine refuses to join: $answer"
    ;;
  pending)
    attempts=$((attempts - 1))
    wait_for 60 is_settled || say "still waits for $MANAGER_NAME: $(docker info --format '{{.Swarm.Error}}')"
    ;;
  active)
    if [ -n "$joined" ] || is_ours; then
      exit 0
    fi
    was_led_from_here ||
      fail "belongs to another swarm already. Run 'docker swarm leave --force' on it if that swarm is gone."
    say "leaves the swarm that $MANAGER_NAME led before"
    docker swarm leave --force >&2
    ;;
  error | locked)
    say "leaves a swarm in which it was in state $(swarm_state): $(docker info --format '{{.Swarm.Error}}')"
    docker swarm leave --force >&2
    ;;
  *)
    # An engine that does not say may be well in its swarm.
    attempts=$((attempts - 1))
    wait_for 60 says_its_state || say "the engine does not say what its part in a swarm is"
    ;;
  esac
done

fail "could not join the swarm in three attempts: ${answer:-$(docker info --format '{{.Swarm.Error}}')}. Read 'journalctl --unit docker' on the node."
