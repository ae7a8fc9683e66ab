# shellcheck shell=sh
# On the computer that Pulumi runs on: waits until the machine answers by SSH, has it run COMMAND with INPUT, and ends as that ends.
# Environment: NODE, ADDRESS, PORT, SSH_USER, KNOWN_HOST, COMMAND and INPUT; PATIENCE, the seconds until the machine must answer; GRACE, the seconds in
# which it may refuse the key or show another host key, since its first boot has not come that far; CHECK_KEY and CHECK_HOST_KEY, what to look at then;
# and the secret PRIVATE_KEY.

command -v ssh >/dev/null || fail "there is no ssh on this computer. Install the OpenSSH client."

directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
umask 077
printf '%s\n' "$PRIVATE_KEY" >"$directory/id"
printf '%s\n' "$KNOWN_HOST" >"$directory/known_hosts"

# ssh itself ends with 255; everything else is what the machine's command ended with.
try() {
  printf '%s' "$INPUT" | ssh -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=15 -o IdentitiesOnly=yes -o "IdentityFile=$directory/id" \
    -o StrictHostKeyChecking=yes -o "UserKnownHostsFile=$directory/known_hosts" -o "HostKeyAlias=$NODE" -o LogLevel=ERROR \
    -p "$PORT" -l "$SSH_USER" -- "$ADDRESS" "$COMMAND" 2>"$directory/said"
}

says() {
  grep -q "$1" "$directory/said"
}

# The last line says why; before it there may be a page of warnings.
reason() {
  tr -d '\r' <"$directory/said" | grep . | tail -n 1
}

# What a machine that answers says about this user, key and host key; empty when it may just not be that far.
refusal() {
  if says 'Host key verification failed' || says 'no matching host key type'; then
    shown=$(tr -d '\r' <"$directory/said" | sed -n 's/^\(SHA256:[^ ]*[^ .]\)\.*$/ (\1)/p')
    echo "the machine at $ADDRESS, port $PORT, shows a host key$shown other than the pinned one: $CHECK_HOST_KEY."
  elif says 'Permission denied ('; then
    echo "$SSH_USER@$ADDRESS, port $PORT, refuses the key: $CHECK_KEY."
  fi
}

started=$(date +%s)
told=0
refused=
while :; do
  code=0
  try || code=$?
  if [ "$code" -ne 255 ]; then
    cat "$directory/said" >&2
    exit "$code"
  fi
  now=$(date +%s)
  refusal=$(refusal)
  if [ -z "$refusal" ]; then
    refused=
  else
    refused=${refused:-$now}
    [ $((now - refused)) -lt "$GRACE" ] || fail "$refusal"
  fi
  [ $((now - started)) -lt "$PATIENCE" ] ||
    fail "${refusal:-$ADDRESS, port $PORT, does not answer by SSH after $PATIENCE s ($(reason)). Check that the machine runs, its address and port, and that its firewall lets this computer in.}"
  if [ $((now - told)) -ge 60 ]; then
    say "waits for SSH at $ADDRESS, port $PORT ($(reason))"
    told=$now
  fi
  sleep 3
done
