# shellcheck shell=sh
# On a spot machine: has it watch for the notice that AWS takes it back. Standard input: the program that watches, in base64, and a line for each manager, with
# its name, its address and its host key.

units=${UNITS:-/etc/systemd/system}
program=${PROGRAM:-/usr/local/lib/swarm-spot}
managers=${MANAGERS:-/usr/local/lib/swarm-spot-managers}

changed=
read -r text
printf %s "$text" | base64 -d | write "$program" && changed=1
write "$managers" && changed=1
write "$units/swarm-spot.service" <<END && changed=1
[Unit]
Description=Draining of this node when AWS takes its machine back
After=network-online.target docker.service
Wants=network-online.target

[Service]
Environment=NODE=$NODE MANAGERS=$managers
RuntimeDirectory=swarm-spot
RuntimeDirectoryMode=0700
ExecStart=/bin/sh -eu $program
Restart=on-failure
RestartSec=5

[Install]
WantedBy=multi-user.target
END
if [ -n "$changed" ]; then
  as_root systemctl daemon-reload
  quietly as_root systemctl enable swarm-spot.service
  as_root systemctl restart swarm-spot.service
fi
