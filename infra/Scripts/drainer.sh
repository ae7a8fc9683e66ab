# shellcheck shell=sh
# On a manager: lets spot machines have themselves drained, each itself and by nothing but its own host key, and lets nobody else log in as that user. Standard
# input: a line that changes with the machine; the program that drains, in base64; and a line for each spot machine, with its name and host key.
# DRAINER none: takes all of it back.

user=swarm-drain
home=${DRAINER_HOME:-/var/lib/swarm-drain}
program=${PROGRAM:-/usr/local/lib/swarm-drain}

if [ "$DRAINER" = none ]; then
  ! silently id "$user" || quietly as_root userdel --remove "$user"
  as_root rm -f "$program"
  exit 0
fi

silently id "$user" || as_root useradd --system --create-home --home-dir "$home" --shell /bin/sh "$user"
as_root usermod --append --groups docker "$user"
read -r _
read -r text
printf %s "$text" | base64 -d | write "$program"
as_root install -d -m 700 -o "$user" -g "$user" "$home/.ssh"
while read -r member key; do
  printf 'restrict,command="NODE=%s MEMBER=%s /bin/sh -eu %s" %s %s\n' "$NODE" "$member" "$program" "$key" "$member"
done | write "$home/.ssh/authorized_keys"
as_root chown "$user:$user" "$home/.ssh/authorized_keys"
as_root chmod 600 "$home/.ssh/authorized_keys"
