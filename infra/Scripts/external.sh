# shellcheck shell=sh
# On a manager: prints the id of NAME, a network, config or secret (KIND says which) that somebody else made.

require_docker

# Configurations and secrets are always the swarm's; a network may be one node's alone.
case "$KIND" in
network) format='{{.Scope}} {{.ID}}' ;;
*) format='swarm {{.ID}}' ;;
esac
found=$(docker "$KIND" inspect --format "$format" "$NAME" 2>/dev/null) ||
  fail "there is no $KIND $NAME on the swarm, but the stack file says that it is external. Create it with 'docker $KIND create', or remove external: true."
[ "${found% *}" = swarm ] ||
  fail "the network $NAME is one of this node alone (scope ${found% *}), but services can be attached to networks of the swarm only. Create it with 'docker network create --driver overlay'."
echo "${found#* }"
