# shellcheck shell=sh
# On a manager: takes the node MEMBER, at ADDRESS, out of the swarm, whether it still answers or not. Its tasks go elsewhere first.

if [ "$(swarm_state)" != active ]; then
  say "is in no swarm any more, so $MEMBER need not be removed"
  exit 0
fi

# A swarm that has just lost a manager chooses another leader first.
patiently 120 docker node ls --quiet >/dev/null ||
  fail "cannot remove $MEMBER, since the swarm has no leader: too few of its managers answer. Start them again; or, if they are gone for good, run 'docker swarm init --force-new-cluster' on $NODE."

entries() {
  # shellcheck disable=SC2046 # one word per node
  docker node inspect --format '{{.Status.Addr}} {{.ID}} {{.Status.State}} {{.Spec.Role}}' $(docker node ls --quiet) |
    sed -n "s/^$(printf '%s' "$ADDRESS" | sed 's/\./\\./g') //p"
}

has_no_tasks() {
  ! docker node ps --format '{{.CurrentState}}' "$1" | grep -q '^Running'
}

entries | while read -r id state role; do
  if [ "$role" = manager ]; then
    alone demote "$id" </dev/null
  fi
  # Nothing runs any more when the whole swarm goes; a dead node's tasks are elsewhere already.
  if [ "$state" = ready ] && [ -n "$(docker service ls --quiet)" ]; then
    patiently 120 docker node update --availability drain "$id" </dev/null || say "$MEMBER cannot be drained; its tasks end with it"
    wait_for "$PATIENCE" has_no_tasks "$id" </dev/null || say "$MEMBER still runs tasks after $PATIENCE s; they end with it"
  fi
  patiently 120 docker node rm --force "$id" </dev/null || fail "$MEMBER cannot be removed. The reason is above."
done
