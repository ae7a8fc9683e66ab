# shellcheck shell=sh
# On a manager, asked by the worker MEMBER, whose key opens nothing else: drains it.

nodes=$(docker node ls --quiet) || fail "cannot list the nodes of the swarm. The reason is above."
# A node that has gone meanwhile is said, and keeps none of the others from being found.
# shellcheck disable=SC2086 # one word per node
ids=$(
  docker node inspect --format '{{.Description.Hostname}} {{.Spec.Role}} {{.Status.State}} {{.ID}}' $nodes |
    sed -n "s/^$MEMBER worker ready //p"
)
[ -n "$ids" ] || fail "knows no worker $MEMBER that is ready."
for id in $ids; do
  patiently 10 docker node update --availability drain "$id" || fail "cannot drain $MEMBER. The reason is above."
done
