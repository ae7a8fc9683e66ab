#!/bin/sh
# Runs inside the new system. What is switched off here only costs time on an emulated processor. Nobody is made here: as in Debian's images,
# cloud-init makes the user at the first boot.
set -eu
# The modules were unpacked: that is done once here instead of at every boot.
for modules in /usr/lib/modules/*; do
  depmod "${modules##*/}"
done
systemctl --quiet enable systemd-networkd.service local-filter.service local-images.path qemu-guest-agent.service
systemctl --quiet mask \
  apparmor.service apt-daily.timer apt-daily-upgrade.timer cloud-init-hotplugd.socket dev-hugepages.mount dev-mqueue.mount \
  dpkg-db-backup.timer fstrim.timer getty@tty1.service ldconfig.service modprobe@.service proc-sys-fs-binfmt_misc.automount \
  serial-getty@ttyS0.service sys-fs-fuse-connections.mount sys-kernel-config.mount sys-kernel-debug.mount sys-kernel-tracing.mount \
  systemd-binfmt.service systemd-creds.socket systemd-hostnamed.socket systemd-hwdb-update.service systemd-journald-audit.socket \
  systemd-networkd-wait-online.service \
  systemd-pcrphase.service systemd-pstore.service systemd-tpm2-setup-early.service systemd-tpm2-setup.service \
  systemd-udev-load-credentials.service systemd-update-utmp.service
# Each runs again whenever a package is installed that brings a unit, and finds nothing in a virtual machine.
mkdir -p /etc/systemd/system-generators
for generator in debug getty gpt-auto hibernate-resume rc-local run ssh system-update tpm2; do
  ln -s /dev/null "/etc/systemd/system-generators/systemd-$generator-generator"
done
# Programs that would run at every login, for a greeting, and for each network device of a container, whose settings the kernel's defaults are anyhow.
sed -i '/pam_motd/d' /etc/pam.d/sshd
sed '/systemd-sysctl/d' /usr/lib/udev/rules.d/99-systemd.rules > /etc/udev/rules.d/99-systemd.rules
echo 'nameserver 10.0.2.3' > /etc/resolv.conf
rm -f /etc/ssh/ssh_host_* /etc/hostname /var/lib/dbus/machine-id
: > /etc/machine-id
rm -f /etc/udev/hwdb.bin
# What every first boot would do again, done once here; systemd goes by these times (systemd-update-done.service(8)).
systemd-sysusers
journalctl --quiet --update-catalog
touch /usr
touch /etc/.updated /var/.updated
