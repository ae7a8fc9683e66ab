# shellcheck shell=sh
# On a manager: takes the node MEMBER, at ADDRESS, out of the swarm, whether it still answers or not. Its tasks go elsewhere first.
# Standard input: what tells its machine from others. Where that is gone already, another one may have got its address, and its place in the swarm, before this
# runs: Pulumi deletes last, with what was known of the old machine. The entry's mark (member.sh) says whose it is. The entry's id would not do: a node that left
# and joined again has another one, which no step has seen. Such an entry has no mark and is the node's own, since every other machine here was marked when it came.

IFS= read -r machine

if [ "$(swarm_state)" != active ]; then
  say "is in no swarm any more, so $MEMBER need not be removed"
  exit 0
fi

# A swarm that has just lost a manager chooses another leader first.
patiently 120 docker node ls --quiet >/dev/null ||
  fail "cannot remove $MEMBER, since the swarm has no leader: too few of its managers answer. Start them again; or, if they are gone for good, run 'docker swarm init --force-new-cluster' on $NODE."

entries() {
  # shellcheck disable=SC2046 # one word per node
  docker node inspect --format '{{.Status.Addr}} {{.ID}} {{.Status.State}} {{.Spec.Role}} {{index .Spec.Labels "pulumi.machine"}}' $(docker node ls --quiet) |
    sed -n "s/^$(printf '%s' "$ADDRESS" | sed 's/\./\\./g') //p"
}

has_no_tasks() {
  ! docker node ps --format '{{.CurrentState}}' "$1" | grep -q '^Running'
}

entries | while read -r id state role mark; do
  if [ "${mark:-$machine}" != "$machine" ]; then
    say "leaves the entry $id alone, which is of another machine that has $ADDRESS now"
    continue
  fi
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
