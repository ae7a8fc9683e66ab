#!/bin/sh
# Answers as traefik/whoami does: who answered, where from, who asked and what.
printf 'Content-Type: text/plain; charset=utf-8\r\n\r\n'
[ -z "$WHOAMI_NAME" ] || echo "Name: $WHOAMI_NAME"
echo "Hostname: $(hostname)"
ip -o addr | awk '{ sub("/.*", "", $4); print "IP: " $4 }'
echo "RemoteAddr: $REMOTE_ADDR:$REMOTE_PORT"
echo "$REQUEST_METHOD $REQUEST_URI $SERVER_PROTOCOL"
env | grep '^HTTP_' | awk '{
  end = index($0, "=")
  count = split(tolower(substr($0, 6, end - 6)), words, "_")
  name = ""
  for (i = 1; i <= count; i++) {
    name = name (i > 1 ? "-" : "") toupper(substr(words[i], 1, 1)) substr(words[i], 2)
  }
  line = name ": " substr($0, end + 1)
  if (name == "Host") { print line } else { rest = rest line "\n" }
} END { printf "%s\n", rest }'
