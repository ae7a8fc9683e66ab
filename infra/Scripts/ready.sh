# shellcheck shell=sh
# Waits until the machine has finished its first boot, and checks that the later steps can work on it.

cloud_init=${CLOUD_INIT:-/run/cloud-init}

has_booted() {
  [ -e "$cloud_init/result.json" ]
}

# The result says whether all went well. Its own client is asked only where it does not: it takes seconds to start on a machine that still boots.
is_well() {
  [ -e "$cloud_init/enabled" ] && wait_for 300 has_booted && grep -q '"errors": \[\]' "$cloud_init/result.json"
}

if command -v cloud-init >/dev/null; then
  # Exit code 2: finished, with warnings.
  is_well || cloud-init status --wait >/dev/null 2>&1 || [ $? -eq 2 ] ||
    fail "cloud-init failed. Read /var/log/cloud-init-output.log on the node."
fi

# shellcheck source=/dev/null
. "${OS_RELEASE:-/etc/os-release}"
case "$ID" in
debian | ubuntu) ;;
*) fail "runs ${PRETTY_NAME:-$ID}, but Docker is installed on Debian and Ubuntu only. Use a host with one of them." ;;
esac

as_root true 2>/dev/null ||
  fail "user $(id -un) may not use sudo without a password. Allow it in /etc/sudoers.d, or connect as root."
