# shellcheck shell=sh
# What one look asks of a node, each request within LIMIT seconds: the engine, its containers and the disks; with OBJECTS=yes also what the swarm holds,
# which only managers know. Changes nothing. Prints what the engine answers, a line of JSON each, every one followed by its HTTP status ("= 200"); then a
# line for each disk. All requests are one curl: on a slow node every process that starts takes its time, Docker's own client a second.

ask() {
  curl --silent --show-error --fail-early --max-time "$LIMIT" --globoff --write-out '\n= %{http_code}\n' --unix-socket /var/run/docker.sock "$@" 2>&1
}

set -- http://localhost/info 'http://localhost/containers/json?all=true'
if [ "$OBJECTS" = yes ]; then
  set -- "$@" http://localhost/nodes 'http://localhost/services?status=true' http://localhost/tasks \
    'http://localhost/networks?filters=%7B%22scope%22%3A%5B%22swarm%22%5D%7D'
fi
# A connection would start an engine that was stopped, for its socket is systemd's. One that runs has its pid here, or at least an active service.
state=active
if [ ! -e /run/docker.pid ] && command -v systemctl >/dev/null; then state=$(systemctl is-active docker) || true; fi
case $state in
  inactive | failed | deactivating) said="off: its service is $state" ;;
  *) said=$(ask "$@") ;;
esac
printf '%s\n' "$said"

# The engine's major version and its directory, from its answer to /info.
major='' root=''
read -r major root <<END
$(printf '%s\n' "$said" | sed -n 's/.*"DockerRootDir":"\([^"]*\)".*"ServerVersion":"\([0-9]*\)[.].*/\2 \1/p')
END

# From 29 on an engine counts the addresses of a network that are in use, where it is asked for this one network. Only the ids of swarms' objects are short.
if [ "$OBJECTS" = yes ] && [ "${major:-0}" -ge 29 ]; then
  set --
  for id in $(printf '%s\n' "$said" | grep -o '"Id":"[0-9a-z]\{25\}"' | cut -d '"' -f 4); do
    set -- "$@" "http://localhost/networks/$id"
  done
  [ $# -eq 0 ] || ask "$@"
fi

# The root directory and the engine's own may be two file systems: total, available and where, in KiB and then in inodes. Words stand in the heading, and - for
# what a file system does not count.
df -k --output=size,avail,itotal,iavail,target / "${root:-/var/lib/docker}" 2>/dev/null | while read -r size free inodes left where; do
  case $size$free in *[!0-9]*) ;; *) printf 'disk k %s %s %s\n' "$size" "$free" "$where" ;; esac
  case $inodes$left in *[!0-9]*) ;; *) printf 'disk i %s %s %s\n' "$inodes" "$left" "$where" ;; esac
done
