# shellcheck shell=sh
# On a manager: stops all tasks of SERVICE before it is deleted. Whoever deletes it, or the networks and volumes that it used, then finds nothing to wait for.
# PATIENCE: how many seconds its tasks may take. Standard input: the service's id.

IFS= read -r id

if [ "$(swarm_state 2>/dev/null)" != active ]; then
  say "is in no swarm, so the tasks of $SERVICE need not be stopped"
  exit 0
fi

# By its number of tasks, or by a constraint that no node meets: a service keeps its mode.
stop_all() {
  if ! spec=$(engine "/services/$id" 2>/dev/null); then
    ! engine /nodes >/dev/null 2>&1 || exit 0
    return 1
  fi
  case "${spec%%\"PreviousSpec\":*}" in
  *'"Mode":{"Replicated":'*) set -- --replicas 0 ;;
  *) set -- --constraint-add node.id==none ;;
  esac
  docker service update --detach --quiet "$@" "$id" >/dev/null </dev/null
}

# still: the tasks that run, with their nodes. Those of a node that is down do not come back.
have_stopped() {
  nodes=$(engine /nodes 2>/dev/null) && tasks=$(engine "/tasks?filters=%7B%22service%22%3A%5B%22$id%22%5D%7D" 2>/dev/null) || return 1
  down=$(printf '%s\n' "$nodes" | sed 's/{"ID":"/\n&/g' | sed -n 's/^{"ID":"\([^"]*\)".*"Status":{"State":"down".*/\1|/p' | tr -d '\n')
  still=$(printf '%s\n' "$tasks" | sed 's/{"ID":"/\n&/g' |
    sed -n -E 's/.*"ServiceID":"'"$id"'",("Slot":[0-9]+,)?("NodeID":"([a-z0-9]+)",)?"Status":\{"Timestamp":"[^"]*","State":"(new|pending|assigned|accepted|preparing|ready|starting|running)".*/\4 \3/p' |
    grep -vE " (${down}none)$")
  [ -z "$still" ]
}

# on_nodes: those tasks for people.
on_nodes() {
  printf '%s\n' "$still" | while read -r state node; do
    name=$(printf '%s\n' "$nodes" | sed 's/{"ID":"/\n&/g' | sed -n 's/^{"ID":"'"$node"'".*"Hostname":"\([^"]*\)".*/\1/p')
    printf '%s' "$state on ${name:-no node}; "
  done
}

# Somebody else may change it at the same moment.
wait_for 30 stop_all || fail "could not stop the tasks of $SERVICE. The engine's reason is above."
wait_for "$PATIENCE" have_stopped ||
  say "tasks of $SERVICE still stop after $PATIENCE s ($(on_nodes)the swarm goes on stopping them)"

# What is left on this node, from where the service is deleted next: its deletion would wait for it, and not long enough.
containers=$(docker ps --all --quiet --filter "label=com.docker.swarm.service.id=$id")
if [ -n "$containers" ]; then
  # shellcheck disable=SC2086 # several words
  timeout 120 docker rm --force $containers >/dev/null 2>&1 </dev/null ||
    [ -z "$(docker ps --quiet --filter "label=com.docker.swarm.service.id=$id")" ] ||
    fail "a container of $SERVICE on this node does not stop. Read 'journalctl --unit docker' on it, and run the same command again."
fi
