# shellcheck shell=sh
# On a spot machine, as a service: waits until AWS says that it takes the machine back, and then has a manager drain this node, NODE. The machine logs in there
# with its own host key, which opens nothing else (drain.sh). When no manager does it, the node leaves the swarm by itself, which ends its tasks.
# MANAGERS is a file with a line for each manager: its name, its address and its host key.

metadata=${METADATA:-http://169.254.169.254}
directory=$RUNTIME_DIRECTORY
cut -d ' ' -f 1,3- "$MANAGERS" >"$directory/known_hosts"

# ask PATH CURL-ARGUMENTS...
ask() {
  path=$1
  shift
  curl --silent --noproxy '*' --max-time 2 "$@" "$metadata/latest/$path" 2>/dev/null
}

renew() {
  token=$(ask api/token --fail --request PUT --header 'X-aws-ec2-metadata-token-ttl-seconds: 21600') || return 1
  printf 'X-aws-ec2-metadata-token: %s\n' "$token" >"$directory/token"
}

# is_taken_back: whether there is a notice, and in "answered" whether the metadata service answers at all.
is_taken_back() {
  answered=
  [ -s "$directory/token" ] || renew || return 1
  code=$(ask meta-data/spot/instance-action --header "@$directory/token" --output "$directory/notice" --write-out '%{http_code}') || return 1
  answered=1
  # A token ends after six hours.
  [ "$code" != 401 ] || rm -f "$directory/token"
  [ "$code" = 200 ]
}

# say_silence: once a minute of it has passed. A machine that is no instance of AWS has no metadata service, and gets no notice.
say_silence() {
  why="the metadata service at $metadata has not answered for a minute"
  silently command -v curl || why='curl is not installed'
  say "$why: as long as this is so, nothing tells this node that AWS takes its machine back"
}

# drained_by NAME ADDRESS: the notice leaves two minutes, so no manager has much of it.
drained_by() {
  timeout 20 ssh -F none -o BatchMode=yes -o ConnectTimeout=5 -o IdentitiesOnly=yes -o "IdentityFile=${KEY:-/etc/ssh/ssh_host_ed25519_key}" \
    -o StrictHostKeyChecking=yes -o "UserKnownHostsFile=$directory/known_hosts" -o "HostKeyAlias=$1" -l swarm-drain -- "$2" drain </dev/null
}

silent=0
until is_taken_back; do
  silent=$((silent + 1))
  [ -z "$answered" ] || silent=0
  [ "$silent" -ne 12 ] || say_silence
  sleep 5
done
say "AWS takes this machine back: $(cat "$directory/notice")"
# Many machines are taken back at once, and sshd drops some of many connections that come at once: they begin at different managers, and ask twice.
first=$(($(printf %s "$NODE" | cksum | cut -d ' ' -f 1) % $(wc -l <"$MANAGERS")))
{
  tail -n "+$((first + 1))" "$MANAGERS"
  head -n "$first" "$MANAGERS"
} >"$directory/order"
deadline=$(($(date +%s) + 60))
for round in 1 2; do
  [ "$round" = 1 ] || sleep 5
  while read -r name address _; do
    [ "$(date +%s)" -lt "$deadline" ] || break 2
    if drained_by "$name" "$address"; then
      say "$name has drained this node"
      exit 0
    fi
    say "$name at $address has not drained this node"
  done <"$directory/order"
done
say "no manager has drained this node, so it leaves the swarm by itself, which ends its tasks at once"
timeout 30 docker swarm leave || fail "the node cannot leave the swarm. The reason is above."
