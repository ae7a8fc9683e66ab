#!/bin/bash
# Builds the base image: build.sh <recipe directory> <output directory>. Needs no root: where the caller is not root,
# mmdebstrap works in a user namespace, and fakeroot keeps the files' owners on the way into the disk image.
set -euo pipefail
if [ "$(id -u)" = 0 ] && [ -z "${BUILD_ISOLATED:-}" ]; then
  # In namespaces of its own, so that a build that is killed leaves no mount and no process behind.
  BUILD_ISOLATED=1 exec unshare --mount --pid --fork --kill-child -- bash "$0" "$@"
fi
recipe=$1
output=$2
# An ordinary user's path lacks mkfs.
PATH=$PATH:/usr/sbin:/sbin
mirror=http://deb.debian.org/debian
# What Debian's images on EC2 have too, and no more, or a script of the program that forgets a package would pass here alone. The guest agent
# and nftables' service for the security groups are the hypervisor's part of the machine; busybox is for the initial RAM disk and goes again.
packages=(
  linux-image-cloud-amd64 systemd-sysv udev dbus kmod iproute2 openssh-server sudo ca-certificates curl
  cloud-init apparmor qemu-guest-agent nftables busybox-static
)

echo "status: installing Debian's packages from $mirror" >&2
tree=$(mktemp -d "$output/tree.XXXXXX")
mkdir "$tree/root"
# As root its tree lies where a build that was killed is cleared away; in a user namespace it cannot be reached there.
if [ "$(id -u)" = 0 ]; then
  export TMPDIR=$tree
fi
tar -C "$recipe/guest" --owner=0 --group=0 -cf "$tree/guest.tar" .

# The same settings hold while the image is made and in it.
settings=()
while read -r line; do settings+=("--aptopt=$line"); done < <(grep -v '^#' "$recipe/guest/etc/apt/apt.conf.d/90local-cloud")
while read -r line; do settings+=("--dpkgopt=$line"); done < <(grep -v '^#' "$recipe/guest/etc/dpkg/dpkg.cfg.d/90local-cloud")

mmdebstrap --variant=minbase --architectures=amd64 \
  --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
  "${settings[@]}" --skip=cleanup/apt/lists,cleanup/apt/cache \
  --include="$(IFS=,; echo "${packages[*]}")" \
  --customize-hook="tar-in '$tree/guest.tar' /" \
  --customize-hook="find \"\$1/usr/lib/modules\" -name '*.ko.xz' -exec xz -d {} +" \
  --customize-hook="upload '$recipe/setup.sh' /setup.sh" \
  --customize-hook="chroot \"\$1\" sh /setup.sh" \
  --customize-hook="rm \"\$1/setup.sh\"" \
  --customize-hook="download /bin/busybox '$tree/busybox'" \
  --customize-hook="chroot \"\$1\" dpkg --purge busybox-static" \
  trixie "$tree/root.tar" "$mirror"

echo "status: making the disk image" >&2
fakeroot -- bash -euo pipefail -s "$recipe" "$output" "$tree" <<'PACK'
recipe=$1
output=$2
tree=$3
tar -C "$tree/root" --exclude='./dev/*' -xf "$tree/root.tar"
root=$tree/root
cp "$root"/boot/vmlinuz-* "$output/vmlinuz"
mkdir -p "$tree/initrd"/{bin,dev,root}
cp "$tree/busybox" "$tree/initrd/bin/busybox"
cp "$recipe/initrd/init" "$tree/initrd/init"
chmod 0755 "$tree/initrd/bin/busybox" "$tree/initrd/init"
cp "$root"/usr/lib/modules/*/kernel/drivers/block/virtio_blk.ko "$tree/initrd/"
(cd "$tree/initrd" && find . | ./bin/busybox cpio -o -H newc 2> /dev/null) > "$output/initrd"
rm -rf "$root"/boot/*
truncate -s 20G "$output/disk.raw"
mkfs.ext4 -q -F -m 0 -E lazy_itable_init=1,lazy_journal_init=1,nodiscard -d "$root" "$output/disk.raw"
PACK
rm -rf "$tree"
