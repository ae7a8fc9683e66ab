# shellcheck shell=sh
# On a spot machine: has it watch for the notice that AWS takes it back. Standard input: the program that watches, in base64, and a line for each manager, with
# its name, its address and its host key.

units=${UNITS:-/etc/systemd/system}
program=${PROGRAM:-/usr/local/lib/swarm-spot}
managers=${MANAGERS:-/usr/local/lib/swarm-spot-managers}

read -r text
printf %s "$text" | base64 -d | write "$program"
write "$managers"
write "$units/swarm-spot.service" <<END
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
# Always: the step runs when something changed, or again when it was cut off here. A service that was draining starts with the same notice.
as_root systemctl daemon-reload
quietly as_root systemctl enable swarm-spot.service
as_root systemctl restart swarm-spot.service
