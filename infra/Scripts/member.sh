# shellcheck shell=sh
# On a manager: waits until the node MEMBER, at ADDRESS, is ready in the swarm, and gives it its ROLE (manager or worker).

require_docker

# entries: id, state, role and availability of every entry with the member's address.
entries() {
  # shellcheck disable=SC2046 # one word per node
  docker node inspect --format '{{.Status.Addr}} {{.ID}} {{.Status.State}} {{.Spec.Role}} {{.Spec.Availability}}' $(docker node ls --quiet) |
    sed -n "s/^$(printf '%s' "$ADDRESS" | sed 's/\./\\./g') //p"
}

is_ready() {
  entries | grep -q '^[^ ]* ready '
}

wait_for "$PATIENCE" is_ready ||
  fail "$MEMBER is not ready in the swarm after $PATIENCE s (docker node ls: $(entries | tr '\n' ';')). The step $MEMBER-join says why."

entries | while read -r id state has availability; do
  if [ "$state" = ready ]; then
    case "$has:$ROLE" in
    worker:manager) docker node promote "$id" >&2 </dev/null ;;
    manager:worker) docker node demote "$id" >&2 </dev/null ;;
    esac
    # A removal that was interrupted leaves the node drained.
    [ "$availability" = active ] || docker node update --availability active "$id" >&2 </dev/null
  else
    say "removes an entry that $MEMBER left behind"
    docker node demote "$id" >&2 </dev/null || true
    docker node rm --force "$id" >&2 </dev/null
  fi
done
