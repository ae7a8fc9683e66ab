# shellcheck shell=sh
# On the computer that Pulumi runs on: has the engines that wait for it changed, one node after another. Nothing is remembered here: what was cut short is seen on
# the nodes and in the swarm, and the same run again goes on from there.
# Standard input: turn.sh and docker.sh with what they read, each as one line of base64; then a line for each manager and for each node whose engine waits:
#   name, role, user, address in the swarm, since when it waits (- when it does not), and the host key, with spaces between them.
# Environment: ENDPOINTS (ADDRESS:PORT of each of these lines), TURN_COMMAND, DOCKER_COMMAND, PATIENCE (seconds), and the secret PRIVATE_KEY.

IFS= read -r turn_script
IFS= read -r docker_script
# From here on the address and the port stand before the user.
nodes=$(awk -v endpoints="$ENDPOINTS" 'BEGIN { split(endpoints, at, " ") }
  { port = address = at[NR]; sub(/.*:/, "", port); sub(/:[^:]*$/, "", address); $3 = address " " port " " $3; print }')
waiting=$(printf '%s\n' "$nodes" | awk '$7 != "-" { printf "%s%s=%s", between, $1, $6; between = " " }')
[ -n "$waiting" ] || exit 0

command -v ssh >/dev/null || fail "there is no ssh on this computer. Install the OpenSSH client."
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
umask 077
printf '%s\n' "$PRIVATE_KEY" >"$directory/id"
printf '%s\n' "$nodes" | awk '{ print $1, $8, $9 }' >"$directory/known_hosts"

# on NODE COMMAND SCRIPT: runs it there. The rest of this script's input is none of ssh's business.
on() {
  node=$1
  command=$2
  script=$3
  # shellcheck disable=SC2046 # several words
  set -- $(printf '%s\n' "$nodes" | awk -v node="$node" '$1 == node')
  printf '%s\n' "$script" | base64 -d | ssh -o BatchMode=yes -o ConnectTimeout=30 -o ServerAliveInterval=15 -o IdentitiesOnly=yes \
    -o "IdentityFile=$directory/id" -o StrictHostKeyChecking=yes -o "UserKnownHostsFile=$directory/known_hosts" -o "HostKeyAlias=$node" -o LogLevel=ERROR \
    -p "$4" -l "$5" -- "$3" "NODE=$node $command"
}

# A manager that does not stop itself, where there is another.
manager_beside() {
  printf '%s\n' "$nodes" | awk -v node="$1" '$2 == "manager" && (found == "" || found == node) { found = $1 } END { print found }'
}

# turn ACTION [NODE [SECONDS]]
turn() {
  action=$1
  member=${2:-}
  address=$(printf '%s\n' "$nodes" | awk -v node="$member" '$1 == node { print $6 }')
  on "$(manager_beside "$member")" "ACTION=$action MEMBER=$member ADDRESS=$address NODES='$waiting' PATIENCE=${3:-$PATIENCE} $TURN_COMMAND" "$turn_script"
}

order=$(turn order)
[ -n "$order" ] || fail "the swarm does not say in which order engines are to change. The reason is above."
names=$(printf '%s\n' "$order" | tr '\n' ' ')
case "$names" in
*' '*' ') say "engines change one node after another: ${names% }" ;;
esac

stop() {
  after=$(printf '%s\n' "$order" | awk -v node="$1" 'found { print } $1 == node { found = 1 }' | tr '\n' ' ')
  [ -z "$after" ] || say "these nodes keep their engines for now: ${after% }"
  fail "stopped at $1. The reason is above. When it is fixed, the same command goes on from there."
}

for name in $order; do
  turn begin "$name" || stop "$name"
  say "changes the engine of $name"
  changed=yes
  standing=$(on "$name" "$DOCKER_COMMAND" "$docker_script") || changed=
  if [ -n "$changed" ]; then
    turn end "$name" || stop "$name"
  else
    # An engine that runs again, with the settings of before, is to run tasks too.
    turn end "$name" 60 || true
  fi
  standing=$(printf '%s\n' "$standing" | tail -n 1 | tr -cd '0-9a-f ')
  [ -z "$standing" ] || on "$name" "STANDING='$standing' $DOCKER_COMMAND" "$docker_script" || true
  [ -n "$changed" ] || stop "$name"
  say "the engine of $name has changed"
done
