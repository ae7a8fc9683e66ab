# shellcheck shell=sh
# UNUSED remove: has the node remove, once a day, images that no container uses and that are older than a week. An image that no registry gave stays: nothing
# could bring it back. UNUSED keep: has it stop that.

units=${UNITS:-/etc/systemd/system}
program=${PROGRAM:-/usr/local/lib/swarm-images}

# write FILE: writes standard input there, and tells by its status whether that changes the file. A file that cannot be written ends the script, as long as this
# is in no pipeline. It is not the one of write.sh, since another text would have this step run again in every stack that is there.
write() {
  text=$(cat)
  [ "$(as_root cat "$1" 2>/dev/null)" != "$text" ] || return 1
  printf '%s\n' "$text" | as_root tee "$1" >/dev/null || fail "$1 cannot be written. The reason is above."
}

if [ "$UNUSED" = keep ]; then
  as_root systemctl disable --now swarm-images.timer >/dev/null 2>&1 || true
  as_root rm -f "$units/swarm-images.timer" "$units/swarm-images.service" "$program"
  as_root systemctl daemon-reload
  exit 0
fi

# The engine itself refuses to remove what a container uses.
changed=
write "$program" <<'END' && changed=1
week_ago=$(date --utc --date '7 days ago' +%Y-%m-%dT%H:%M:%S)
docker image ls --quiet --no-trunc | sort -u | while read -r id; do
  docker image inspect --format '{{.Created}} {{len .RepoDigests}}{{range .RepoTags}} {{.}}{{else}} {{.ID}}{{end}}' "$id" 2>/dev/null
done | while read -r created digests names; do
  if [ "$digests" -gt 0 ] && [ "$(printf '%s\n%s\n' "$created" "$week_ago" | sort | head -n 1)" = "$created" ]; then
    docker image rm $names 2>/dev/null
  fi
done
exit 0
END
write "$units/swarm-images.service" <<END && changed=1
[Unit]
Description=Removal of container images that nothing uses
After=docker.service

[Service]
Type=oneshot
Nice=19
IOSchedulingClass=idle
ExecStart=/bin/sh $program
END
# At another time on each node, so that they do not all lack images at once.
write "$units/swarm-images.timer" <<'END' && changed=1
[Unit]
Description=Daily removal of container images that nothing uses

[Timer]
OnCalendar=daily
RandomizedDelaySec=6h
Persistent=true

[Install]
WantedBy=timers.target
END
if [ -n "$changed" ]; then
  as_root systemctl daemon-reload
  quietly as_root systemctl enable --now swarm-images.timer
fi
