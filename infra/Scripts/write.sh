# shellcheck shell=sh
# What comes before a script that keeps files of its own on a node.

# write FILE: writes standard input there. In a pipeline, its status is all that the rest of the script learns.
write() {
  as_root tee "$1" >/dev/null || fail "$1 cannot be written. The reason is above."
}
