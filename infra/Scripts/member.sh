# shellcheck shell=sh
# On a manager: waits until the node MEMBER, at ADDRESS, is ready in the swarm, gives it its ROLE (manager or worker), and marks its entry as that of its
# machine, since another one may get the address once it is gone. Standard input: what tells the machine from others.

IFS= read -r machine

pattern=$(printf '%s' "$ADDRESS" | sed 's/\./\\./g')

# Keeps what the manager sees, one line for each entry of the swarm: every process more costs a slow manager time while nodes join.
look() {
  swarm=$(engine /nodes | sed 's/{"ID":/\n&/g')
}

# entries: id, state, role and availability of every entry with the member's address.
entries() {
  printf '%s\n' "$swarm" |
    sed -n 's/^{"ID":"\([^"]*\)".*"Role":"\([a-z]*\)","Availability":"\([a-z]*\)".*"Status":{"State":"\([a-z]*\)".*"Addr":"'"$pattern"'".*/\1 \4 \2 \3/p'
}

count_ready() {
  entries | grep -c '^[^ ]* ready '
}

is_ready() {
  look
  [ "$(count_ready)" -gt 0 ]
}

# A node that left and joined again has two entries, and the old one counts as ready until its heartbeat is missed.
is_single() {
  [ "$(count_ready)" -eq 1 ] || {
    look
    return 1
  }
}

# nameless: id and role of entries without a description. A node that asks a slow manager for its certificate a second time leaves one behind, which
# swarm never removes; a node that is just joining has one for a moment.
nameless() {
  printf '%s\n' "$swarm" | sed -n '/"Hostname":"[^"]/!s/^{"ID":"\([^"]*\)".*"Role":"\([a-z]*\)".*/\1 \2/p'
}

are_named() {
  look
  ! nameless | grep -qxF "$seen"
}

is_marked() {
  printf '%s\n' "$swarm" | grep -F "{\"ID\":\"$1\"" | grep -qF "\"pulumi.machine\":\"$machine\""
}

remove_entry() {
  [ "$2" = worker ] || alone demote "$1" </dev/null
  docker node rm --force "$1" >/dev/null </dev/null
}

wait_for "$PATIENCE" is_ready ||
  fail "$MEMBER is not ready in the swarm after $PATIENCE s (its entries: $(entries | tr '\n' ';')). The step $MEMBER-join says why. A node that was removed while it did not answer still takes itself for a member: run 'docker swarm leave --force' on it."
wait_for 120 is_single || fail "two nodes of the swarm answer from $ADDRESS. Give every node a private address of its own."

entries | while read -r id state has availability; do
  if [ "$state" = ready ]; then
    case "$has:$ROLE" in
    worker:manager) alone patiently 120 docker node promote "$id" </dev/null || fail "$MEMBER cannot be promoted. The reason is above." ;;
    manager:worker) alone demote "$id" </dev/null ;;
    esac
    set --
    # A removal that was interrupted leaves the node drained.
    [ "$availability" = active ] || set -- --availability active
    is_marked "$id" || set -- "$@" --label-add "pulumi.machine=$machine"
    [ $# -eq 0 ] || patiently 60 docker node update "$@" "$id" </dev/null || fail "$MEMBER cannot be marked as ready for tasks. The reason is above."
  else
    say "removes an entry that $MEMBER left behind"
    remove_entry "$id" "$has"
  fi
done

seen=$(nameless)
if [ -n "$seen" ] && ! wait_for 90 are_named; then
  nameless | grep -xF "$seen" | while read -r id has; do
    say "removes an entry that a join left behind before it succeeded"
    remove_entry "$id" "$has"
  done
fi
