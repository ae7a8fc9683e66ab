# shellcheck shell=sh
# On a manager: takes the node MEMBER, at ADDRESS, out of the swarm, whether it still answers or not. Its tasks go elsewhere first.

if [ "$(swarm_state)" != active ]; then
  say "is in no swarm any more, so $MEMBER need not be removed"
  exit 0
fi

entries() {
  # shellcheck disable=SC2046 # one word per node
  docker node inspect --format '{{.Status.Addr}} {{.ID}} {{.Status.State}} {{.Spec.Role}}' $(docker node ls --quiet) |
    sed -n "s/^$(printf '%s' "$ADDRESS" | sed 's/\./\\./g') //p"
}

is_worker() {
  [ "$(docker node inspect --format '{{.Spec.Role}} {{if .ManagerStatus}}manager{{end}}' "$1")" = 'worker ' ]
}

has_no_tasks() {
  ! docker node ps --format '{{.CurrentState}}' "$1" | grep -q '^Running'
}

entries | while read -r id state role; do
  if [ "$role" = manager ]; then
    docker node demote "$id" >/dev/null </dev/null
    wait_for 60 is_worker "$id" </dev/null || say "$MEMBER is still a manager after 60 s"
  fi
  # Nothing runs any more when the whole swarm goes; a dead node's tasks are elsewhere already.
  if [ "$state" = ready ] && [ -n "$(docker service ls --quiet)" ]; then
    docker node update --availability drain "$id" >/dev/null </dev/null
    wait_for "$PATIENCE" has_no_tasks "$id" </dev/null || say "$MEMBER still runs tasks after $PATIENCE s; they end with it"
  fi
  docker node rm --force "$id" >/dev/null </dev/null
done
