# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # what docker.sh reads, and what daemon.sh has
# For docker.sh: what a company's network needs. The engine and apt go through PROXY, except to NO_PROXY (names and ranges with commas between them); apt takes
# packages of the distribution from MIRROR; CERTIFICATES, one a line of base64, are trusted by the whole node. What is not said is taken away again.
proxy=
no_proxy_for=
mirror=
certificates=

etc=${ETC:-/etc}
trusted=${TRUSTED:-/usr/local/share/ca-certificates}
proxy_environment=$etc/docker/swarm-proxy.env
proxy_unit=$etc/systemd/system/docker.service.d/swarm-proxy.conf
apt_proxy=$etc/apt/apt.conf.d/95swarm-proxy
curl_proxy=$etc/docker/swarm-proxy.curl
mirror_sources=$etc/apt/swarm.d
docker_sources=$etc/apt/sources.list.d/docker.sources
apt_options=

# place FILE TEXT: has the file hold the text, or be gone when there is none. True when that changed something.
place() {
  if [ -z "$2" ]; then
    exists "$1" || return 1
    as_root rm -f "$1"
  else
    [ "$(as_root cat "$1" 2>/dev/null)" != "$2" ] || return 1
    printf '%s\n' "$2" | write "$1"
  fi
}

use_proxy() {
  environment=
  unit=
  for_apt=
  for_curl=
  if [ -n "$proxy" ]; then
    environment="HTTP_PROXY=$proxy
HTTPS_PROXY=$proxy
NO_PROXY=$no_proxy_for"
    # A unit's own environment may be read by everybody on the node.
    unit="[Service]
EnvironmentFile=-$proxy_environment"
    for_apt="Acquire::http::Proxy \"$proxy\";
Acquire::https::Proxy \"$proxy\";"
    for_curl="proxy = \"$proxy\""
  fi
  place "$apt_proxy" "$for_apt" || true
  place "$curl_proxy" "$for_curl" || true
  ! place "$proxy_environment" "$environment" || need_restart
  if place "$proxy_unit" "$unit"; then
    need_restart
    as_root systemctl daemon-reload
  fi
}

# Others' package sources stay as they are; they are only not asked here.
use_mirror() {
  sources=
  if [ -n "$mirror" ]; then
    case "$ID" in
    ubuntu) suites="$VERSION_CODENAME $VERSION_CODENAME-updates $VERSION_CODENAME-security" components='main universe' ;;
    *) suites="$VERSION_CODENAME $VERSION_CODENAME-updates" components=main ;;
    esac
    sources="Types: deb
URIs: $mirror
Suites: $suites
Components: $components"
    apt_options="-o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts=$mirror_sources -o APT::Get::List-Cleanup=false"
    apt_sources=$mirror_sources
    docker_sources=$mirror_sources/docker.sources
  fi
  # apt reads it as a user of its own too.
  ! place "$mirror_sources/mirror.sources" "$sources" || [ -z "$sources" ] || as_root chmod a+r "$mirror_sources/mirror.sources"
}

# By their content, so that one that is renewed is another one.
use_certificates() {
  wanted=
  renewed=
  for certificate in $certificates; do
    name=swarm-$(printf %s "$certificate" | sha256sum | cut -c 1-16).crt
    wanted="$wanted $name"
    ! place "$trusted/$name" "$(printf %s "$certificate" | base64 -d)" || renewed=1
  done
  for file in "$trusted"/swarm-*.crt; do
    case "$wanted " in
    *" ${file##*/} "*) ;;
    *) ! place "$file" '' || renewed=1 ;;
    esac
  done
  [ -n "$renewed" ] || return 0
  [ -x /usr/sbin/update-ca-certificates ] || command -v update-ca-certificates >/dev/null || {
    update
    install ca-certificates
  }
  as_root chmod a+r "$trusted"/swarm-*.crt 2>/dev/null || true
  quietly as_root update-ca-certificates || fail "update-ca-certificates refuses a file of swarm:caCertificates. The reason is above."
  need_restart
}
