# shellcheck shell=sh
# On a manager: one node's turn to have its engine changed. ACTION says which part of it:
#   order  prints the nodes of NODES (NAME=ADDRESS, with spaces between them) in the order of their turns
#   begin  waits until MEMBER, at ADDRESS, may stop, and until what it runs runs elsewhere
#   end    waits until MEMBER is back, and lets it run tasks again
# A node that was drained here has the label swarm.turn, which says what it was before. PATIENCE is how long, in seconds, each wait may take.

# Keeps what the manager sees, a line for each entry: id, state, role, availability, reachability, whether it leads, its two addresses, label, name.
look() {
  swarm=
  ids=$(docker node ls --quiet 2>/dev/null) || return 1
  # shellcheck disable=SC2086 # one id a word
  swarm=$(docker node inspect --format '{{.ID}} {{.Status.State}} {{.Spec.Role}} {{.Spec.Availability}} {{with .ManagerStatus}}{{.Reachability}} {{.Leader}}{{else}}- false{{end}} {{or .Status.Addr "-"}} {{with .ManagerStatus}}{{.Addr}}{{else}}-{{end}} {{or (index .Spec.Labels "swarm.turn") "-"}} {{.Description.Hostname}}' $ids)
}

# entry ADDRESS: its line; of several, that of a node that is ready. The first manager may not say its address where the others do.
entry() {
  printf '%s\n' "$swarm" | awk -v address="$1" '
    $7 == address || $8 == address ":2377" { if (line == "" || $2 == "ready") line = $0 }
    END { print line }'
}

no_answer() {
  fail "the swarm gives no list of its nodes. Where it has no leader, start the other managers; then run this again."
}

not_a_member() {
  fail "$1 is not in the swarm, but its engine is in one. Run 'docker swarm leave --force' on it if that swarm is gone, and this again."
}

order() {
  wait_for "$PATIENCE" look || no_answer
  for rank in first worker manager leader; do
    for node in $NODES; do
      # shellcheck disable=SC2046 # several words
      set -- $(entry "${node#*=}")
      [ $# -ge 9 ] || not_a_member "${node%%=*}"
      # What a turn that was cut short left, then what is least missed.
      case "$2:$9:$3:$6" in
      ready:-:worker:*) is=worker ;;
      ready:-:manager:true) is=leader ;;
      ready:-:manager:*) is=manager ;;
      *) is=first ;;
      esac
      [ "$is" != "$rank" ] || printf '%s\n' "${node%%=*}"
    done
  done
}

# Sets what is known of the member.
id=
find_member() {
  look || return 1
  # shellcheck disable=SC2046 # several words
  set -- $(entry "$ADDRESS")
  [ $# -ge 9 ] || return 1
  id=$1
  state=$2
  role=$3
  availability=$4
  reachability=$5
  was=$9
}

# The other nodes that cannot spare the member now.
missing() {
  printf '%s\n' "$swarm" | awk -v id="$id" '
    $1 != id && ($2 != "ready" || $3 == "manager" && $5 != "reachable") {
      printf "%s%s (%s)", between, ($10 == "" ? $1 : $10), ($2 == "ready" ? $5 : $2)
      between = ", "
    }'
}

others_are_well() {
  find_member && [ -z "$(missing)" ]
}

other_places() {
  printf '%s\n' "$swarm" | awk -v id="$id" '$1 != id && $2 == "ready" && $4 == "active"' | grep -c .
}

managers() {
  printf '%s\n' "$swarm" | awk '$3 == "manager"' | grep -c .
}

list_tasks() {
  listed=$(engine /tasks)
}

# tasks: a line for each that was listed: service.slot (none: of a global service), node, state, desired state, what is wrong.
tasks() {
  printf '%s\n' "$listed" | sed 's/{"ID":"/\n&/g' | awk '
    function from(text, what,   at) {
      at = index(text, what)
      return at ? substr(text, at) : ""
    }
    function value(text, key,   at) {
      at = index(text, "\"" key "\":")
      if (!at) return ""
      text = substr(text, at + length(key) + 3)
      if (match(text, /^[0-9]+/)) return substr(text, 1, RLENGTH)
      return match(text, /^"([^"\\]|\\.)*"/) ? substr(text, 2, RLENGTH - 2) : ""
    }
    {
      rest = from($0, "\"ServiceID\":\"")
      if (rest == "") next
      status = from(rest, "\"Status\":{\"Timestamp\":")
      rest = substr(rest, 1, length(rest) - length(status))
      node = value(rest, "NodeID")
      print value(rest, "ServiceID") "." value(rest, "Slot"), (node == "" ? "-" : node), value(status, "State"), value(status, "DesiredState"), value(status, "Err")
    }'
}

# here: the places in services whose tasks are on the member: all that there were, or with "now" those that are to run.
here() {
  tasks | awk -v id="$id" -v now="${1:-}" '
    $2 == id && $1 !~ /\.$/ && (now == "" || $4 == "running") && !told[$1]++ { print $1 }'
}

# left: what still keeps the member from stopping, a line each: here, or waits with the place and why.
left() {
  tasks | awk -v id="$id" -v places="$places" '
    BEGIN {
      n = split(places, list)
      for (i = 1; i <= n; i++) moved[list[i]] = 1
    }
    $3 ~ /^(complete|shutdown|failed|rejected|remove|orphaned)$/ { next }
    $2 == id { print "here"; next }
    !($1 in moved) || $4 !~ /^(running|ready|accepted)$/ { next }
    $3 == "running" { runs[$1] = 1; next }
    {
      place = $1
      why[place] = $3
      sub(/^[^ ]+ [^ ]+ [^ ]+ [^ ]+ ?/, "")
      if ($0 != "") why[place] = why[place] ": " $0
    }
    END { for (place in why) if (!(place in runs)) print "waits", place, why[place] }'
}

# called PLACE: by the name of its service.
called() {
  number=${1##*.}
  printf '%s%s\n' "$(docker service inspect --format '{{.Spec.Name}}' "${1%.*}" 2>/dev/null </dev/null || echo "${1%.*}")" "${number:+.$number}"
}

# What no other node may run has to stop with its node.
runs_elsewhere() {
  list_tasks || return 1
  remaining=$(left)
  ! printf '%s\n' "$remaining" | grep -v 'no suitable node' | grep -q .
}

say_what_remains() {
  printf '%s\n' "$remaining" | grep '^waits ' | while read -r _ place why; do
    say "$(called "$place") $1: $why"
  done
}

# Another change of the node at the same moment is no failure.
update_member() {
  patiently 60 docker node update "$@" "$id" || fail "$MEMBER cannot be updated on the swarm. The reason is above."
}

activate() {
  [ "$was" = - ] || update_member --availability "$was" --label-rm swarm.turn
}

begin() {
  others_are_well || say "waits until the other nodes are well${swarm:+: $(missing)}"
  wait_for "$PATIENCE" others_are_well || {
    [ -n "$swarm" ] || no_answer
    [ -n "$id" ] || not_a_member "$MEMBER"
    fail "$MEMBER keeps its engine for now, since another node is missing after $PATIENCE s: $(missing). Start it, or remove its entry (docker node demote, docker node rm), and run this again."
  }
  if [ "$role" = manager ] && [ "$(managers)" -lt 3 ]; then
    say "the swarm takes no changes while the engine of $MEMBER restarts, since it has no majority without it. Tasks run on."
  fi
  # What is drained already has nothing to move, except where an earlier run drained it.
  case "$was:$availability" in
  -:drain) return 0 ;;
  -:*)
    if [ "$(other_places)" -eq 0 ]; then
      say "no other node may run tasks, so those of $MEMBER stop while its engine restarts"
      return 0
    fi
    list_tasks
    places=$(here now)
    update_member --availability drain --label-add "swarm.turn=$availability"
    was=$availability
    say "$MEMBER gives its tasks to other nodes"
    ;;
  *)
    list_tasks
    places=$(here)
    ;;
  esac
  wait_for "$PATIENCE" runs_elsewhere || {
    say_what_remains 'does not run elsewhere'
    activate
    fail "$MEMBER keeps its engine for now, since what it ran does not run on other nodes after $PATIENCE s. It runs tasks again."
  }
  say_what_remains 'may run nowhere else, and stops for a moment'
}

is_back() {
  find_member && [ "$state" = ready ] && { [ "$role" = worker ] || [ "$reachability" = reachable ]; }
}

all_run() {
  list_tasks || return 1
  remaining=$(tasks | awk -v id="$id" '
    $2 == id && $4 == "running" && $3 !~ /^(running|complete|shutdown|failed|rejected|remove|orphaned)$/ { $2 = $4 = ""; print "waits", $0 }')
  [ -z "$remaining" ]
}

end() {
  is_back || say "waits until $MEMBER is back in the swarm"
  wait_for "$PATIENCE" is_back ||
    fail "$MEMBER is not back in the swarm $PATIENCE s after its engine was changed. Read 'journalctl --unit docker' on it."
  activate
  all_run || say "waits until the tasks of $MEMBER run"
  wait_for "$PATIENCE" all_run || {
    say_what_remains 'does not run'
    fail "$MEMBER is back, but does not run the tasks that it has been given after $PATIENCE s. Read 'journalctl --unit docker' on it."
  }
}

"$ACTION"
