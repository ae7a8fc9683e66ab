# shellcheck shell=sh
# What one look asks of a node, each request within LIMIT seconds: the engine, its containers and the disks; with OBJECTS=yes also what the swarm holds,
# which only managers know. Changes nothing. Prints what the engine answers, a line of JSON each, every one followed by its HTTP status ("= 200"); then the
# table of the local file systems. All requests are one curl, and nothing is read out here that can be read where it is shown: on a slow node every process
# that starts takes its time, Docker's own client a second.

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

# From 29 on an engine counts the addresses of a network that are in use, where it is asked for this one network. Only the ids of swarms' objects are short.
if [ "$OBJECTS" = yes ]; then
  case $said in
    *\"ServerVersion\":\"[0-9].* | *\"ServerVersion\":\"1[0-9].* | *\"ServerVersion\":\"2[0-8].*) ;;
    *)
      set --
      for id in $(printf '%s\n' "$said" | grep -o '"Id":"[0-9a-z]\{25\}"' | cut -d '"' -f 4); do
        set -- "$@" "http://localhost/networks/$id"
      done
      [ $# -eq 0 ] || ask "$@"
      ;;
  esac
fi

df -k --local --exclude-type=tmpfs --output=size,avail,itotal,iavail,target 2>/dev/null
