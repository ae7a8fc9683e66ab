#!/bin/sh
# Runs in a fresh Debian. Each folder of /first-boots is a machine, which begins as this system: its `image` makes what the machine's image has,
# cloud-init goes through all stages of a first boot with its `user-data`, and what has come of it goes into `seen`.
set -eu
export LC_ALL=C

# In the machine. What fails here is seen.
boot() {
  mount -t proc proc /proc
  sh -eu "$1/image"
  hostname image
  seed=/var/lib/cloud/seed/nocloud
  mkdir -p "$seed"
  cp "$1/user-data" "$seed/"
  echo 'instance-id: i-0123456789abcdef0' > "$seed/meta-data"
  set +e
  cloud-init init --local
  cloud-init init
  cloud-init modules --mode=config
  cloud-init modules --mode=final
  look "$1" > "$1/seen" 2>&1
}

look() {
  cd /
  cat run/cloud-init/result.json
  awk -F : '$3 >= 1000 && $3 < 60000' etc/passwd
  passwd --status admin | cut -d ' ' -f 1,2
  stat --format '%a %U:%G %n' home/admin home/admin/.ssh home/admin/.ssh/* etc/sudoers.d/90-* etc/ssh/ssh_host_*
  grep -h . home/admin/.ssh/authorized_keys etc/ssh/ssh_host_ed25519_key.pub etc/ssh/ssh_host_ed25519_key
  visudo --check
  hostname
  grep '^127' etc/hosts
  # The operator's key, the pinned host key, and sshd as it is set up here.
  mkdir -p run/sshd
  ssh -F none -i "$1/operator" -o ProxyCommand='/usr/sbin/sshd -i' -o BatchMode=yes -o StrictHostKeyChecking=yes \
    -o UserKnownHostsFile="$1/known_hosts" admin@node1 'id; sudo -n id -un' || echo "ssh: $?"
  # What the user's own cloud-config did.
  [ ! -d srv/told ] || cat srv/told/*
}

if [ "$#" -gt 0 ]; then
  boot "$1"
  exit
fi
mkdir /machines
mount -t tmpfs machines /machines
for machine in /first-boots/*; do
  here=/machines/${machine##*/}
  mkdir -p "$here/changed" "$here/work" "$here/root"
  mount -t overlay -o "lowerdir=/,upperdir=$here/changed,workdir=$here/work" overlay "$here/root"
  mount --rbind /dev "$here/root/dev"
  mount --bind "$machine" "$here/root$machine"
  # A host name of its own, a network of its own with nothing in it, and processes that all end with the first.
  unshare --uts --net --pid --fork chroot "$here/root" sh "$0" "$machine" >&2
  umount --recursive "$here/root"
done
umount /machines
