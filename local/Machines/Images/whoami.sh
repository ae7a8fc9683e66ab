#!/bin/sh
# traefik/whoami's options, as far as the web server of busybox can follow. Options go before variables, as there.
port=${WHOAMI_PORT_NUMBER:-80}
export WHOAMI_NAME="${WHOAMI_NAME-}"
while [ $# -gt 0 ]; do
  option=${1#-}
  shift
  case ${option#-} in
    port | name) option=$option=${1-} && shift ;;
  esac
  case ${option#-} in
    port=*) port=${option#*=} ;;
    name=*) WHOAMI_NAME=${option#*=} ;;
    verbose | verbose=*) ;;
    *)
      echo "this stand-in for traefik/whoami, built from Debian's packages, knows -port, -name and -verbose; not -${option#-}" >&2
      exit 2
      ;;
  esac
done
exec /usr/bin/busybox httpd -f -p "$port" -h /srv
