# shellcheck shell=sh
# On a manager: prints the id of NAME, a network, config or secret (KIND says which) that somebody else made.

require_docker

docker "$KIND" inspect --format '{{.ID}}' "$NAME" 2>/dev/null ||
  fail "there is no $KIND $NAME on the swarm, but the stack file says that it is external. Create it with 'docker $KIND create', or remove external: true."
