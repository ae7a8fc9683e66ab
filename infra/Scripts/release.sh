# shellcheck shell=sh
# On the computer that Pulumi runs on: removes the key files in FOLDER, unless a later claim has been laid to them: a key that was replaced and came back.

directory=$HOME/.swarm/keys/$FOLDER
mark=${PULUMI_COMMAND_STDOUT-}
if [ -n "$mark" ] && [ "$(cat "$directory/owner" 2>/dev/null)" = "$mark" ]; then
  rm -rf "$directory"
  rmdir "$HOME/.swarm/keys" "$HOME/.swarm" 2>/dev/null || true
fi
