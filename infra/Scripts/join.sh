# shellcheck shell=sh
# Makes this node, at ADDRESS, a member of the swarm whose manager MANAGER_NAME is at MANAGER. FIREWALL names what stands between them.
# Standard input: the join token and the cluster's id, one a line. The token goes to the engine over its socket, never into an argument.

IFS= read -r token
IFS= read -r cluster

require_docker

# The node's certificate holds the id of its cluster, and manager or worker, as plain text.
certificate() {
  as_root cat "${CERTIFICATE:-$(docker info --format '{{.DockerRootDir}}')/swarm/certificates/swarm-node.crt}" 2>/dev/null |
    sed -n '/-----BEGIN CERTIFICATE-----/,/-----END CERTIFICATE-----/p' | sed '/-----/d' | base64 -d 2>/dev/null
}

is_ours() {
  certificate | grep -aq "$cluster"
}

# True when the swarm that the node belongs to had only the manager whose place our manager has taken: that swarm is gone.
was_led_from_here() {
  [ "$(docker info --format '{{range .Swarm.RemoteManagers}}{{.Addr}} {{end}}')" = "$MANAGER:2377 " ]
}

# The engine gives no error, only its log, when no manager takes it.
last_words() {
  as_root journalctl --unit docker --boot --no-pager --output cat --lines 500 2>/dev/null | grep 'level=error' | tail -n 1
}

reason() {
  why=$(docker info --format '{{.Swarm.Error}}')
  [ -n "$why" ] || why=$(last_words)
  printf '%s\n' "${why:-the engine gives no reason}"
}

# A manager tells a node that was removed while it did not answer; its engine goes on asking, in state pending.
was_removed() {
  id=$(engine /info | sed -n 's/.*"Swarm":{"NodeID":"\([a-z0-9]*\)".*/\1/p')
  [ -n "$id" ] && as_root journalctl --unit docker --boot --no-pager --output cat 2>/dev/null | grep -q "node $id was removed from swarm"
}

# Its certificate names the node's part; a manager keeps a copy of what the swarm decided.
was_manager() {
  certificate | grep -aq swarm-manager
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
  [ "$(swarm_state)" != pending ] || was_removed
}

# A worker that is no member any more has nothing to lose. A manager has its copy of a swarm's decisions: where the swarm that removed it is ours,
# the others have newer ones.
leave_what_removed_it() {
  is_ours || ! was_manager ||
    fail "managed another swarm, which has removed it. Run 'docker swarm leave --force' on it if nothing of that swarm is needed any more."
  say "was removed from its swarm while it did not answer: leaves it and joins anew"
  docker swarm leave --force >&2
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
    if ! wait_for 60 is_settled; then
      say "still waits for $MANAGER_NAME: $(reason)"
    elif was_removed; then
      leave_what_removed_it
    fi
    ;;
  active)
    if was_removed; then
      leave_what_removed_it
      continue
    fi
    if [ -n "$joined" ] || is_ours; then
      exit 0
    fi
    was_led_from_here ||
      fail "belongs to another swarm already. Run 'docker swarm leave --force' on it if that swarm is gone."
    say "leaves the swarm that $MANAGER_NAME led before"
    docker swarm leave --force >&2
    ;;
  error | locked)
    # The swarm may need this manager's copy of its decisions in order to choose a leader.
    if was_manager && is_ours && ! was_removed; then
      fail "is a manager of the swarm, in state $(swarm_state): $(reason). Start the other managers, or run 'docker swarm unlock' where it is locked; run 'docker swarm leave --force' on it only when the swarm works without it."
    fi
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

fail "could not join the swarm in three attempts: ${answer:-$(reason)}. Read 'journalctl --unit docker' on the node."
