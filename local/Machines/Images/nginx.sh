#!/bin/sh
# nginx with its stream module: Docker's image of that name has it built in, Debian's program has to load it.
directives='load_module /usr/lib/nginx/modules/ngx_stream_module.so;'
count=$#
while [ "$count" -gt 0 ]; do
  if [ "$1" = -g ] && [ "$count" -gt 1 ]; then
    # nginx takes the option once.
    directives="$directives $2"
    shift 2
    count=$((count - 2))
  else
    set -- "$@" "$1"
    shift
    count=$((count - 1))
  fi
done
exec /usr/lib/nginx/nginx -g "$directives" "$@"
