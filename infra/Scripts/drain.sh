# shellcheck shell=sh
# On a manager, asked by the worker MEMBER, whose key opens nothing else: drains it.

entries() {
  # shellcheck disable=SC2046 # one word per node
  docker node inspect --format '{{.Description.Hostname}} {{.Spec.Role}} {{.Status.State}} {{.ID}}' $(docker node ls --quiet) |
    sed -n "s/^$MEMBER worker ready //p"
}

ids=$(entries) || fail "cannot list the nodes of the swarm. The reason is above."
[ -n "$ids" ] || fail "knows no worker $MEMBER that is ready."
for id in $ids; do
  patiently 10 docker node update --availability drain "$id" || fail "cannot drain $MEMBER. The reason is above."
done
