# shellcheck shell=sh
# On the computer that Pulumi runs on: has the node leave its swarm. A node that does not answer has left as far as the swarm is concerned.
# Environment: NODE, ADDRESS, PORT, SSH_USER, KNOWN_HOST, and the secret PRIVATE_KEY.

directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
umask 077
printf '%s\n' "$PRIVATE_KEY" >"$directory/id"
printf '%s\n' "$KNOWN_HOST" >"$directory/known_hosts"

if ssh -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=5 -o IdentitiesOnly=yes -o "IdentityFile=$directory/id" \
  -o StrictHostKeyChecking=yes -o "UserKnownHostsFile=$directory/known_hosts" -o "HostKeyAlias=$NODE" \
  -p "$PORT" -l "$SSH_USER" -- "$ADDRESS" \
  'case $(docker info --format "{{.Swarm.LocalNodeState}}") in inactive) ;; *) timeout 60 docker swarm leave --force ;; esac' </dev/null; then
  echo "$NODE: has left the swarm"
else
  echo "$NODE: did not answer, so it could not leave the swarm itself. If it comes back, run 'docker swarm leave --force' on it." >&2
fi
