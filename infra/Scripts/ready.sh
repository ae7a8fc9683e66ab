# shellcheck shell=sh
# Waits until the machine has finished its first boot, and checks that the later steps can work on it.

if command -v cloud-init >/dev/null; then
  # Exit code 2: finished, with warnings.
  cloud-init status --wait >/dev/null 2>&1 || [ $? -eq 2 ] ||
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
