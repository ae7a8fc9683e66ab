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
  deadline=$(($(date +%s) + $1))
  shift
  until "$@"; do
    [ "$(date +%s)" -lt "$deadline" ] || return 1
    sleep 1
  done
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
