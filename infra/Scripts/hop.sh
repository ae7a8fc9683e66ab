# shellcheck shell=sh
# What comes before a script that runs ssh on the computer that Pulumi runs on, where machines are reached through another one, HOP: ssh goes through it, and
# either host key is pinned. HOP was reached before: what it refuses now is final.
# Environment: HOP, HOP_ADDRESS, HOP_PORT, HOP_USER and HOP_KNOWN_HOST.

command -v ssh >/dev/null || fail "there is no ssh on this computer. Install the OpenSSH client."

# shellcheck disable=SC2154 # the directory is that of the script that follows
ssh() {
  printf '%s\n' "$HOP_KNOWN_HOST" >"$directory/known_hosts.hop"
  ended=0
  SHELL=/bin/sh command ssh -o "ProxyCommand=ssh -o BatchMode=yes -o ConnectTimeout=10 -o IdentitiesOnly=yes -o 'IdentityFile=$directory/id' \
-o StrictHostKeyChecking=yes -o 'UserKnownHostsFile=$directory/known_hosts.hop' -o HostKeyAlias=$HOP \
-W %h:%p -p $HOP_PORT -l $HOP_USER -- $HOP_ADDRESS 2>'$directory/hop-said'" "$@" || ended=$?
  [ "$ended" -ne 255 ] || [ ! -s "$directory/hop-said" ] || hop_failed
  return "$ended"
}

# Says what the hop is at fault with, after all that ssh has said.
hop_failed() {
  if grep -q -e 'Host key verification failed' -e 'no matching host key type' "$directory/hop-said"; then
    shown=$(tr -d '\r' <"$directory/hop-said" | sed -n 's/^\(SHA256:[^ ]*[^ .]\)\.*$/ (\1)/p')
    say "$HOP at $HOP_ADDRESS, port $HOP_PORT, through which it is reached, shows a host key$shown other than the pinned one: another machine answers there, or $HOP was set up anew; in that case replace it (pulumi up --replace)."
    ended=1
  elif grep -q 'Permission denied (' "$directory/hop-said"; then
    say "$HOP at $HOP_ADDRESS, port $HOP_PORT, through which it is reached, refuses the key: check that swarm:sshPrivateKeyFile is what it was when $HOP was made."
    ended=1
  else
    tr -d '\r' <"$directory/hop-said" | grep . | grep -v 'stdio forwarding failed' | tail -n 1 | sed "s/^/$HOP: /" >&2
  fi
}
