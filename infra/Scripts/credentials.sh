# shellcheck shell=sh
# On a manager: gives services of STACK that run images of REGISTRY the credential that standard input holds, as docker's client keeps it in config.json.
# Nothing else about them changes, and their tasks run on.

require_docker

# A name without a dot or a port before its first slash is one of Docker Hub.
registry_of() {
  case "${1%%/*}" in
  "$1") echo docker.io ;;
  *.* | *:* | localhost) echo "${1%%/*}" ;;
  *) echo docker.io ;;
  esac
}

config=$(mktemp -d)
trap 'rm -rf "$config"' EXIT
cat >"$config/config.json"
export DOCKER_CONFIG="$config"
services=$(docker service ls --filter "label=com.docker.stack.namespace=$STACK" --format '{{.ID}} {{.Name}} {{.Image}}') ||
  fail "the services of the stack $STACK cannot be listed. The reason is above."
printf '%s\n' "$services" | while read -r id name image; do
  [ "${id:+$(registry_of "$image")}" = "$REGISTRY" ] || continue
  patiently 30 docker service update --quiet --detach --with-registry-auth "$id" </dev/null ||
    fail "the service $name cannot be given its new credential. The reason is above."
  say "$name has the credential for $REGISTRY"
done
