# shellcheck shell=sh
# What comes before a script that keeps files of its own on a node.

# write FILE: writes standard input there, and tells by its status whether that changes the file.
write() {
  text=$(cat)
  [ "$(as_root cat "$1" 2>/dev/null)" != "$text" ] || return 1
  printf '%s\n' "$text" | as_root tee "$1" >/dev/null || fail "$1 cannot be written. The reason is above."
}
