# shellcheck shell=sh
# On a manager: asks REGISTRY whether it gives USER_NAME each of IMAGES. Standard input is the credential, as the Engine API takes it.
# A registry that does not answer, or does not know an image, is no error here: the nodes may have the image already.

require_docker

credential=$(cat)
refused=
for image in $IMAGES; do
  # printf is the shell's own: no process has the credential among its arguments.
  answer=$(printf 'X-Registry-Auth: %s\n' "$credential" |
    curl --silent --show-error --max-time 60 --header @- --unix-socket /var/run/docker.sock --write-out ' %{http_code}' "http://localhost/distribution/$image/json" 2>&1) || true
  code=${answer##* }
  reason=$(printf '%s\n' "$answer" | sed -n 's/.*"message":"\(.*\)".*/\1/p')
  case "$code $reason" in
  200*) ;;
  401* | 403* | *unauthorized* | *denied* | *'incorrect username or password'*)
    refused="$refused${refused:+, }$image"
    why=${reason:-HTTP $code}
    ;;
  *) say "the registry $REGISTRY did not give $image (${reason:-$(printf '%s\n' "$answer" | head -n 1)}): nodes that have the image run it, and no other node can" ;;
  esac
done
[ -z "$refused" ] ||
  fail "the registry $REGISTRY refuses the user $USER_NAME the image $refused: $why. Correct the user and the password in swarm:registries, or what the user may pull."
