# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # daemon.sh and network.sh, which come before this, have them
# Installs Docker Engine from CHANNEL (docker or distro), of ENGINE_VERSION when that is not empty, with its settings, and lets the SSH user use it.
# An engine that is as it should be is left alone. One that is part of a swarm changes in its turn only, when TURN is yes; until then, standard output says since
# when it waits. In its turn, standard output names the containers beside the services that ran; with these as STANDING it only starts them again.
# Standard input, one a line, each after a word that says what it is: settings and default, objects; proxy, no-proxy, mirror; certificate, base64.

# shellcheck source=/dev/null
. "${OS_RELEASE:-/etc/os-release}"
apt_sources=${APT_SOURCES:-/etc/apt}

while IFS=' ' read -r what value; do
  case "$what" in
  settings) settings=$value ;;
  default)
    defaults="$defaults$value
"
    ;;
  proxy) proxy=$value ;;
  no-proxy) no_proxy_for=$value ;;
  mirror) mirror=$value ;;
  certificate) certificates="$certificates $value" ;;
  esac
done

engine_version() {
  as_root docker version --format '{{.Server.Version}}' 2>/dev/null
}

# matches TEXT: whether it names the version itself, or one that it is the beginning of (28.5 matches 28.5.2 and 28.5+dfsg1).
matches() {
  case "$1" in
  "$ENGINE_VERSION" | "$ENGINE_VERSION"[.+~]*) return 0 ;;
  *) [ -z "$ENGINE_VERSION" ] ;;
  esac
}

engine_is_right() {
  running=$(engine_version) && matches "$running" && comes_from_channel
}

# What was installed before there was a record is left as it is.
comes_from_channel() {
  has=$(recorded channel)
  [ "${has:-$CHANNEL}" = "$CHANNEL" ]
}

# First boots run apt themselves; DPkg::Lock::Timeout waits for them, but not while package lists are being read.
apt_get() {
  # shellcheck disable=SC2086 # several words, or none
  quietly as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 -o Acquire::Languages=none $apt_options "$@"
}

update() {
  say "updating the package lists"
  patiently 120 apt_get update || fail "apt-get update failed. Check the node's network and package sources."
}

install() {
  say "installing $*"
  apt_get install --yes --no-install-recommends --allow-downgrades --allow-change-held-packages "$@" ||
    fail "apt-get could not install $*. The reason is above."
}

madison() {
  # shellcheck disable=SC2086 # several words, or none
  apt-cache $apt_options madison "$1"
}

# package NAME: NAME=VERSION for the newest available package whose engine version matches.
package() {
  if [ -z "$ENGINE_VERSION" ]; then
    echo "$1"
    return
  fi
  madison "$1" | cut -d '|' -f 2 | tr -d ' ' | while read -r candidate; do
    bare=${candidate#*:}
    if matches "${bare%%-*}"; then
      echo "$1=$candidate"
      break
    fi
  done
}

require_package() {
  found=$(package "$1")
  [ -n "$found" ] ||
    fail "swarm:dockerVersion is $ENGINE_VERSION, but channel $CHANNEL offers for $PRETTY_NAME: $(madison "$1" | cut -d '|' -f 2 | tr -s ' \n' ' ')"
  echo "$found"
}

# Without recommends docker.io lacks apparmor (every task fails) and, from Debian 13 on, the client.
install_distro() {
  update
  engine=$(require_package docker.io)
  client=
  # shellcheck disable=SC2086 # several words, or none
  if apt-cache $apt_options show docker-cli >/dev/null 2>&1; then
    client=$(require_package docker-cli)
  fi
  # shellcheck disable=SC2086 # no client package: no word
  install "$engine" $client apparmor ca-certificates curl iptables
}

add_docker_source() {
  as_root mkdir -p /etc/apt/keyrings
  # shellcheck disable=SC2046 # two words, or none
  as_root curl -fsSL --retry 3 $([ -z "$proxy" ] || printf '%s %s' --config "$curl_proxy") "https://download.docker.com/linux/$ID/gpg" -o /etc/apt/keyrings/docker.asc ||
    fail "download.docker.com does not answer. Check the node's network, or set swarm:dockerChannel to distro."
  # apt reads it as a user of its own, whatever root's umask is.
  as_root chmod a+r /etc/apt/keyrings/docker.asc
  printf 'Types: deb\nURIs: https://download.docker.com/linux/%s\nSuites: %s\nComponents: stable\nArchitectures: %s\nSigned-By: /etc/apt/keyrings/docker.asc\n' \
    "$ID" "$VERSION_CODENAME" "$(dpkg --print-architecture)" | as_root tee "$docker_sources" >/dev/null
}

install_docker() {
  update
  install ca-certificates curl
  # A second entry for the same source, signed by another file, would break apt for everything.
  grep -rqs download.docker.com "$apt_sources" || add_docker_source
  update
  engine=$(require_package docker-ce)
  client=$(require_package docker-ce-cli)
  install "$engine" "$client" apparmor containerd.io iptables
}

does_not_start() {
  as_root journalctl --unit docker --no-pager --lines 20 >&2 || true
  fail "Docker Engine does not start. Its last words are above."
}

# --no-install-recommends leaves a machine without these usable for Docker, but not for a swarm's tasks or its joining.
install_helpers() {
  missing=
  command -v apparmor_parser >/dev/null || [ -x /usr/sbin/apparmor_parser ] || missing="$missing apparmor"
  command -v iptables >/dev/null || [ -x /usr/sbin/iptables ] || missing="$missing iptables"
  command -v curl >/dev/null || missing="$missing curl ca-certificates"
  if [ -n "$missing" ]; then
    update
    # shellcheck disable=SC2086 # several words
    install $missing
  fi
}

is_member() {
  case "$(as_root docker info --format '{{.Swarm.LocalNodeState}}' 2>/dev/null)" in
  inactive | '') false ;;
  esac
}

install_packages() {
  # A run that was killed may have left packages half configured.
  patiently 600 as_root env DEBIAN_FRONTEND=noninteractive dpkg --configure -a ||
    fail "dpkg --configure -a failed. Mend the packages on the node."
  case "$CHANNEL" in
  docker) install_docker ;;
  distro) install_distro ;;
  esac
}

starts() {
  quietly as_root systemctl "$@" docker && wait_for 120 engine_version >/dev/null
}

# The engine's words come first: with the settings of before it has others.
does_not_start_with_settings() {
  as_root journalctl --unit docker --no-pager --lines 20 >&2 || true
  put_back
  as_root systemctl reset-failed docker >/dev/null 2>&1 || true
  starts restart || fail "Docker Engine does not start, neither with the settings of swarm:daemon nor with those of before, which are back. Its last words are above."
  settle
  start_again
  fail "Docker Engine does not start with the settings of swarm:daemon. Its last words are above. It runs again with the settings of before."
}

# The containers that run and belong to no service.
standing_alone() {
  as_root docker ps --format '{{.ID}} {{.Label "com.docker.swarm.task.id"}}' 2>/dev/null | awk 'NF == 1'
}

# What ran before runs again: a container without a restart policy does not by itself, nor one on an overlay where the swarm is not back in time.
# A drained node lets no container attach to an overlay: in its turn it only names them, and whoever gave the turn has them started when it takes tasks again.
start_again() {
  if [ "$TURN" = yes ] && [ -z "${STANDING:-}" ]; then
    [ -z "$standing" ] || printf '%s\n' "$standing" | tr -s '\n ' ' ' | sed 's/ *$//'
    return 0
  fi
  for container in $standing; do
    is=$(as_root docker inspect --format '{{.State.Running}}' "$container" 2>/dev/null) || continue
    [ "$is" = true ] || patiently 60 as_root docker start "$container" ||
      say "the container $container, which ran before, does not start again. The reason is above."
  done
}

change_engine() {
  plan "$defaults"
  standing=
  [ -z "$running" ] || standing=$(standing_alone)
  # A first start has its settings already.
  if ! as_root dockerd --version >/dev/null 2>&1; then
    [ -z "$changed" ] || write_settings
    changed=
    as_root rm -f "$restart_is_due"
  fi
  engine_is_right || install_packages
  if [ -n "$changed" ]; then
    check_settings
    need_restart
    write_settings
  fi
  if exists "$restart_is_due"; then
    say "restarts Docker Engine with other settings"
    quietly as_root systemctl enable docker && starts restart
  else
    starts enable --now
  fi || {
    ! has_settings_of_before || does_not_start_with_settings
    does_not_start
  }
  settle
  save_record
  start_again
  engine_is_right || fail "Docker Engine $running runs, but swarm:dockerVersion is $ENGINE_VERSION."
}

if [ -n "${STANDING:-}" ]; then
  standing=$STANDING
  start_again
  exit 0
fi

refuse_impossible
use_proxy
use_mirror
use_certificates
right=
! engine_is_right || right=1
plan
if [ -n "$right" ] && [ -z "$changed" ] && ! exists "$restart_is_due"; then
  say "Docker Engine $running runs already"
  case "$planned" in
  *'"log-driver"'* | *'"log-opts"'*) ;;
  *) say "the logs of its containers grow without bound, since this engine was there before. To bound them, set log-driver in swarm:daemon (docs/engine.md)." ;;
  esac
  save_record
  install_helpers
elif [ -n "$right" ] && changes_reload; then
  check_settings
  write_settings
  as_root systemctl reload docker
  settle
  say "Docker Engine $running takes over $changed without a restart"
elif [ -n "$running" ] && [ "$TURN" != yes ] && is_member; then
  refuse_to_move_data
  [ -z "$right" ] || check_settings
  say "is part of a swarm, so its engine changes in its turn"
  date +%s
else
  change_engine
fi

if [ "$(id -u)" -ne 0 ]; then
  as_root usermod --append --groups docker "$(id -un)"
fi
