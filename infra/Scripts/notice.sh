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
  curl --silent --noproxy '*' --max-time 2 "$@" "$metadata/latest/$path"
}

renew() {
  token=$(ask api/token --fail --request PUT --header 'X-aws-ec2-metadata-token-ttl-seconds: 21600') || return 1
  printf 'X-aws-ec2-metadata-token: %s\n' "$token" >"$directory/token"
}

# is_taken_back: whether there is a notice. A machine without a metadata service gets none, and nothing is said of that.
is_taken_back() {
  [ -s "$directory/token" ] || renew || return 1
  code=$(ask meta-data/spot/instance-action --header "@$directory/token" --output "$directory/notice" --write-out '%{http_code}') || return 1
  # A token ends after six hours.
  [ "$code" != 401 ] || rm -f "$directory/token"
  [ "$code" = 200 ]
}

# drained_by NAME ADDRESS: the notice leaves two minutes, so no manager has much of it.
drained_by() {
  timeout 20 ssh -F none -o BatchMode=yes -o ConnectTimeout=5 -o IdentitiesOnly=yes -o "IdentityFile=${KEY:-/etc/ssh/ssh_host_ed25519_key}" \
    -o StrictHostKeyChecking=yes -o "UserKnownHostsFile=$directory/known_hosts" -o "HostKeyAlias=$1" -l swarm-drain -- "$2" drain </dev/null
}

until is_taken_back; do
  sleep 5
done
say "AWS takes this machine back: $(cat "$directory/notice")"
deadline=$(($(date +%s) + 60))
while read -r name address _; do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    break
  fi
  if drained_by "$name" "$address"; then
    say "$name has drained this node"
    exit 0
  fi
  say "$name at $address has not drained this node"
done <"$MANAGERS"
say "no manager has drained this node, so it leaves the swarm by itself, which ends its tasks at once"
timeout 30 docker swarm leave || fail "the node cannot leave the swarm. The reason is above."
