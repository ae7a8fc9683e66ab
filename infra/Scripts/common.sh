# shellcheck shell=sh
# What every script begins with. NODE is the name of the node that it runs on.
# Standard output is for results; everything that is said to people goes to standard error.

say() {
  printf '%s: %s\n' "$NODE" "$*" >&2
}

fail() {
  say "$*"
  exit 1
}

# is_stopped_after SECONDS: has the script say so when its time is over and timeout(1) ends it.
is_stopped_after() {
  # shellcheck disable=SC2064 # the number is known now
  trap "fail 'stopped, since it had not finished after $1 s'" TERM
}

# wait_for SECONDS COMMAND...: true as soon as the command succeeds, false when the time has passed.
wait_for() {
  asked=$(date +%s)
  deadline=$((asked + $1))
  shift
  until "$@"; do
    answered=$(date +%s)
    [ "$answered" -lt "$deadline" ] || return 1
    rest 1
  done
}

# rest SECONDS: before a node that was asked at $asked and answered at $answered is asked again. One that took longer than that has other things to do, and is left
# alone for as long, but for five seconds at most.
rest() {
  pause=$((answered - asked))
  [ "$pause" -le 5 ] || pause=5
  [ "$pause" -ge "$1" ] || pause=$1
  sleep "$pause"
  asked=$((answered + pause))
}

# quietly COMMAND...: says nothing of a command that succeeds, and all that it printed of one that fails.
quietly() {
  printed=$("$@" 2>&1) || {
    code=$?
    printf '%s\n' "$printed" >&2
    return "$code"
  }
}

# patiently SECONDS COMMAND...: tries it until it succeeds, and tells only of the last failure.
patiently() {
  patience=$1
  shift
  wait_for "$patience" silently "$@" || quietly "$@"
}

silently() {
  "$@" >/dev/null 2>&1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo -n "$@"
  fi
}

# engine PATH: the Engine API's answer, one line of JSON. Docker's own client takes seconds to start on a slow node, and some things are asked often.
engine() {
  curl --silent --show-error --fail --max-time 30 --unix-socket /var/run/docker.sock "http://localhost$1"
}

# The engine's part in a swarm: inactive, pending, active, error or locked.
swarm_state() {
  engine /info | sed -n 's/.*"LocalNodeState":"\([a-z]*\)".*/\1/p'
}

# reaches_swarm_port ADDRESS: whether a manager answers there.
reaches_swarm_port() {
  # shellcheck disable=SC2016 # the inner shell reads its own argument
  timeout 5 bash -c 'exec 3<>"/dev/tcp/$0/2377"' "$1" 2>/dev/null
}

# Group membership counts from the next session on: prove Docker the way that it is used afterwards, in a fresh session and without sudo.
require_docker() {
  docker version >/dev/null 2>&1 ||
    fail "user $(id -un) cannot use Docker without sudo. Check 'systemctl status docker' and 'id $(id -un)' (group docker) on the node."
}

# alone COMMAND...: runs it while no other script does so on this node. Managers that come and go side by side could cost the swarm its quorum.
alone() {
  exec 9<"$HOME"
  flock --timeout 600 9 || fail "another step has been changing the swarm's managers for 600 s. Run this again."
  status=0
  "$@" || status=$?
  exec 9<&-
  return "$status"
}

is_worker() {
  [ "$(role_of "$1")" = 'worker ' ]
}

is_back() {
  [ "$(role_of "$1")" = 'worker manager' ]
}

role_of() {
  docker node inspect --format '{{.Spec.Role}} {{if .ManagerStatus}}manager{{end}}' "$1"
}

# demote ID: a demoted manager counts for the quorum until it has left the managers' own group, so the next one waits for that. A slow node that has not got its
# new certificate by then enters the group again by the old one. Nobody would take it out any more, and the swarm would lose its leader with it: it is watched
# for a minute, and promoted and demoted once more.
demote() {
  for _ in 1 2 3; do
    patiently 120 docker node demote "$1" || fail "$MEMBER cannot be demoted. The reason is above."
    wait_for 60 is_worker "$1" || say "$MEMBER is still a manager after 60 s"
    wait_for 60 is_back "$1" || return 0
    say "$MEMBER has entered the managers' group once more, and is taken out of it again"
    patiently 120 docker node promote "$1" || fail "$MEMBER cannot be promoted, as it must be to be demoted once more. The reason is above."
  done
  fail "$MEMBER enters the managers' group again and again. Run this again when the node is less busy."
}
