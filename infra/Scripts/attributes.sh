# shellcheck shell=sh
# On a manager: gives the node MEMBER, at ADDRESS, its LABELS (KEY=VALUE, one a line) and its AVAILABILITY; without one it stays as it is. What this script
# gave the node before and is not wanted any more is taken back: two labels of the node, pulumi.labels and pulumi.availability, remember it. Everything
# else stays as others have set it. With neither it takes all back, and a node or swarm that is gone is no error.
# Standard input only has this run again when the node has another entry in the swarm.

pattern=$(printf '%s' "$ADDRESS" | sed 's/\./\\./g')

look() {
  nodes=$(engine /nodes 2>/dev/null)
}

# entries: state and id of every entry with the node's address.
entries() {
  printf '%s\n' "$nodes" | sed 's/{"ID":/\n&/g' |
    sed -n 's/^{"ID":"\([^"]*\)".*"Status":{"State":"\([a-z]*\)".*"Addr":"'"$pattern"'".*/\2 \1/p'
}

# A manager may not say its own address. What left and joined again has an old entry beside the one that is ready.
id_of_node() {
  if [ "$MEMBER" = "$NODE" ]; then
    engine /info | sed -n 's/.*"Swarm":{"NodeID":"\([a-z0-9]*\)".*/\1/p'
  else
    { entries | sed -n 's/^ready //p'; entries | sed 's/^[a-z]* //'; } | sed -n 1p
  fi
}

has_nothing_to_give() {
  [ -z "$LABELS$AVAILABILITY" ]
}

is_gone() {
  say "$1, so nothing need be taken back from $MEMBER"
  exit 0
}

# apply: in one request, so that the node never has a part of it. Somebody else may change the node at the same moment.
apply() {
  has=$(docker node inspect \
    --format '{{println .Spec.Availability}}{{println (index .Spec.Labels "pulumi.availability")}}{{println (index .Spec.Labels "pulumi.labels")}}{{range $key, $value := .Spec.Labels}}{{println $key}}{{end}}' \
    "$id" </dev/null) || return 1
  availability=$(printf '%s\n' "$has" | sed -n 1p)
  gave=$(printf '%s\n' "$has" | sed -n 2p)
  labelled=$(printf '%s\n' "$has" | sed -n 3p)

  set --
  keys=
  while IFS= read -r label; do
    [ -n "$label" ] || continue
    set -- "$@" --label-add "$label"
    keys="${keys:+$keys,}${label%%=*}"
  done <<END
$LABELS
END
  for key in $(printf '%s' "$labelled" | tr ',' ' '); do
    case ",$keys," in *",$key,"*) continue ;; esac
    if printf '%s\n' "$has" | sed 1,3d | grep -qxF -e "$key"; then
      set -- "$@" --label-rm "$key"
    fi
  done
  if [ -n "$keys" ]; then
    set -- "$@" --label-add "pulumi.labels=$keys"
  elif [ -n "$labelled" ]; then
    set -- "$@" --label-rm pulumi.labels
  fi

  if [ -n "$AVAILABILITY" ]; then
    set -- "$@" --availability "$AVAILABILITY" --label-add "pulumi.availability=$AVAILABILITY"
  elif [ -n "$gave" ]; then
    # What somebody has changed since then stays.
    [ "$availability" != "$gave" ] || set -- "$@" --availability active
    set -- "$@" --label-rm pulumi.availability
  fi
  [ $# -eq 0 ] || docker node update "$@" "$id" >/dev/null </dev/null
}

if has_nothing_to_give && [ "$(swarm_state)" != active ]; then
  is_gone "is in no swarm any more"
fi
wait_for 120 look ||
  fail "cannot change $MEMBER, since the swarm has no leader: too few of its managers answer. Start them again; or, if they are gone for good, run 'docker swarm init --force-new-cluster' on $NODE."
id=$(id_of_node)
if [ -z "$id" ]; then
  ! has_nothing_to_give || is_gone "the swarm has no node at $ADDRESS any more"
  fail "the swarm has no node at $ADDRESS, so $MEMBER cannot be given its labels and availability. See 'docker node ls' on $NODE; to have $MEMBER join again, replace its step $MEMBER-join."
fi
patiently 60 apply || fail "$MEMBER cannot be given its labels and availability. The reason is above."
