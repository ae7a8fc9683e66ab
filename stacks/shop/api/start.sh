#!/bin/sh
# start.sh api | worker | healthy: what the private image of shop.yaml does.
set -eu

case $1 in
api)
  # Secrets are files, in memory only. One that is missing must stop a release here, and not be found by the first visitor.
  key=$(cat /run/secrets/api-key)
  case $key in
  '' | *[!A-Za-z0-9]*)
    echo "The API key in /run/secrets/api-key is not of letters and digits." >&2
    exit 1
    ;;
  esac
  sed "s|{key}|$key|; s|{version}|$SHOP_VERSION|" /srv/shop/api.conf >/tmp/api.conf
  nginx -e /dev/stderr -c /tmp/api.conf -g 'daemon off;' &
  server=$!
  # Answers for ten more seconds, until every node has taken it off its load balancer, and then ends what is under way.
  trap 'sleep 10; kill -QUIT "$server"' TERM
  # A signal ends a wait, too.
  wait "$server" || true
  wait "$server"
  ;;
worker)
  trap 'exit 0' TERM
  while :; do
    if curl -fsS --max-time 10 -X PUT --data "The worker was here at $(date)." http://store:8080/files/worker.txt; then
      date +%s >/tmp/worked
    else
      echo "The store does not answer. Trying again in 5 seconds." >&2
    fi
    sleep 5 &
    wait $!
  done
  ;;
healthy)
  [ $(($(date +%s) - $(cat /tmp/worked))) -lt 60 ]
  ;;
*)
  echo "start.sh knows api, worker and healthy, not $1." >&2
  exit 2
  ;;
esac
