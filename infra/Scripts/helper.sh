# shellcheck shell=sh
# For REGISTRIES whose passwords expire: a credential helper, the command HELPER of the package PACKAGE, gives new ones. With ROLE manager, a timer hands them every
# four hours to the services that use such a registry: a task pulls its image with what its service has, and no engine asks a helper itself (moby#31063).
# Running tasks are left alone, since only how they would be pulled changes. Without REGISTRIES it takes all of this away again.

units=${UNITS:-/etc/systemd/system}
program=${PROGRAM:-/usr/local/lib/swarm-credentials}
settings=${SETTINGS:-/etc/swarm-credentials}

# write FILE: writes standard input there, and tells by its status whether that changes the file. A file that cannot be written ends the script, as long as this
# is in no pipeline. It is not the one of write.sh, since another text would have this step run again in every stack that is there.
write() {
  text=$(cat)
  [ "$(as_root cat "$1" 2>/dev/null)" != "$text" ] || return 1
  printf '%s\n' "$text" | as_root tee "$1" >/dev/null || fail "$1 cannot be written. The reason is above."
}

take_timer_away() {
  as_root systemctl disable --now swarm-credentials.timer >/dev/null 2>&1 || true
  as_root rm -f "$units/swarm-credentials.timer" "$units/swarm-credentials.service"
  as_root systemctl daemon-reload
}

if [ -z "$REGISTRIES" ]; then
  take_timer_away
  as_root rm -f "$program" "$settings"
  exit 0
fi

if ! command -v "$HELPER" >/dev/null; then
  apt() {
    quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600 "$@" ||
      fail "the package $PACKAGE cannot be installed. The reason is above."
  }
  apt update
  apt install --yes --no-install-recommends "$PACKAGE"
fi

changed=
write "$settings" <<END || true
helper=$HELPER
registries='$REGISTRIES'
END
write "$program" <<'END' && changed=1
# swarm-credentials renew: on the leader, gives all services that use one of the registries a new credential.
# swarm-credentials give SERVICE: gives it to one service. swarm-credentials pull IMAGE...: brings images to this node.
set -eu
umask 077
. "${SETTINGS:-/etc/swarm-credentials}"
config=$(mktemp -d)
trap 'rm -rf "$config"' EXIT
export DOCKER_CONFIG="$config"

# field NAME: of the helper's answer.
field() {
  printf '%s' "$answer" | tr -d '\n' | sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"
}

# log_in REGISTRY: puts what the helper answers where docker's client reads it.
log_in() {
  answer=$(printf '%s' "$1" | "$helper" get) || {
    echo "$helper gives no credential for $1: $answer" >&2
    return 1
  }
  if [ -z "$(field Username)" ] || [ -z "$(field Secret)" ]; then
    echo "$helper gives no user and password for $1." >&2
    return 1
  fi
  printf '{"auths":{"%s":{"auth":"%s"}}}\n' "$1" "$(printf '%s:%s' "$(field Username)" "$(field Secret)" | base64 -w 0)" >"$config/config.json"
}

# give REGISTRY [NAME]: to the services that use it, or to that one.
give() {
  registry=$1
  only=${2-}
  docker service ls --format '{{.ID}} {{.Name}} {{.Image}}' >"$config/services" || return 1
  logged_in=
  while read -r id name image; do
    [ "${image%%/*}" = "$registry" ] || continue
    [ -z "$only" ] || [ "$name" = "$only" ] || continue
    # An update that is under way could not be rolled back any more, and one that stopped half-way would go on: but one that changes no task only gave a
    # credential. It stops half-way where a task fails by chance meanwhile, and would stay so.
    state=$(docker service inspect --format '{{with .UpdateStatus}}{{.State}}{{end}}{{with .PreviousSpec}}{{if eq (json .TaskTemplate) (json $.Spec.TaskTemplate)}} of credentials{{end}}{{end}}' "$id" </dev/null) || continue
    case "$state" in
    '' | *' of credentials' | completed | rollback_completed) ;;
    *)
      echo "$name keeps its credential for $registry for now: its last update is in the state $state." >&2
      continue
      ;;
    esac
    [ -n "$logged_in" ] || log_in "$registry" || return 1
    logged_in=1
    if docker service update --quiet --detach --with-registry-auth "$id" </dev/null >/dev/null; then
      echo "$name has a new credential for $registry."
    else
      failed=1
    fi
  done <"$config/services"
}

failed=
case "$1" in
renew)
  [ "$(docker node inspect --format '{{.ManagerStatus.Leader}}' self 2>/dev/null)" = true ] || exit 0
  for registry in $registries; do
    give "$registry" || failed=1
  done
  ;;
give)
  for registry in $registries; do
    give "$registry" "$2" || failed=1
  done
  ;;
pull)
  shift
  for image; do
    if ! log_in "${image%%/*}" || ! docker pull --quiet "$image" >/dev/null; then
      failed=1
    fi
  done
  ;;
esac
[ -z "$failed" ]
END

if [ "$ROLE" != manager ]; then
  take_timer_away
  exit 0
fi

write "$units/swarm-credentials.service" <<END && changed=1
[Unit]
Description=New credentials for registries whose passwords expire
After=docker.service network-online.target

[Service]
Type=oneshot
Environment=HOME=/root
ExecStart=/bin/sh $program renew
END
write "$units/swarm-credentials.timer" <<'END' && changed=1
[Unit]
Description=New credentials for registries, every four hours

[Timer]
OnBootSec=5min
OnUnitActiveSec=4h
RandomizedDelaySec=5min

[Install]
WantedBy=timers.target
END
if [ -n "$changed" ]; then
  as_root systemctl daemon-reload
  quietly as_root systemctl enable --now swarm-credentials.timer
fi
