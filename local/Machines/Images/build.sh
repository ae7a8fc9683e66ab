#!/bin/bash
# Builds container images that stand in for those of a registry: build.sh <recipe directory> <output directory>.
# The result is one archive for `docker load`, which shares the layers that images have in common. Needs no root.
set -euo pipefail
recipe=$1
output=$2
if [ "$(id -u)" = 0 ] && [ -z "${BUILD_ISOLATED:-}" ]; then
  # In namespaces of its own, so that a build that is killed leaves no mount and no process behind.
  BUILD_ISOLATED=1 exec unshare --mount --pid --fork --kill-child -- bash "$0" "$@"
fi
mirror=http://deb.debian.org/debian
work=$(mktemp -d "$output/work.XXXXXX")
# As root its tree lies where a build that was killed is cleared away; in a user namespace it cannot be reached there.
if [ "$(id -u)" = 0 ]; then
  export TMPDIR=$work
fi

echo "status: unpacking Debian's packages" >&2
mmdebstrap --variant=extract --architectures=amd64 \
  --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
  --aptopt='Acquire::Languages "none"' --aptopt='Acquire::Retries "3"' --aptopt='APT::Install-Recommends "false"' \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
  --include=busybox-static,curl,libnginx-mod-stream,nginx trixie "$work/packages.tar" "$mirror"
packages=$work/packages
mkdir "$packages"
tar -C "$packages" --no-same-owner --exclude='./dev/*' -xf "$work/packages.tar"

# take LAYER FILE...: copies files of the packages, with the libraries that programs among them load.
take() {
  local layer=$work/layers/$1 file library
  shift
  for file in "$@"; do
    install -D -m 0755 "$packages$file" "$layer$file"
    while read -r library; do
      install -D -m 0755 "$packages$library" "$layer$library"
    done < <(libraries "$packages$file")
  done
}

# The loader and the libraries of a program, as paths within the packages.
libraries() {
  local path
  "$packages/usr/lib64/ld-linux-x86-64.so.2" --inhibit-cache --library-path "$packages/usr/lib/x86_64-linux-gnu" --list "$1" 2> /dev/null |
    sed -n 's/.* => \([^ ]*\) .*/\1/p' |
    while read -r path; do echo "${path#"$packages"}"; done
  echo /usr/lib64/ld-linux-x86-64.so.2
}

echo "status: making container images" >&2
base=$work/layers/base
mkdir -p "$base"/{usr/bin,usr/sbin,usr/lib,usr/lib64,etc,run,tmp,var/log}
for name in bin sbin lib lib64; do ln -s "usr/$name" "$base/$name"; done
chmod 1777 "$base/tmp"
install -m 0755 "$(find "$packages/usr/bin/busybox" "$packages/bin/busybox" -print -quit 2> /dev/null)" "$base/usr/bin/busybox"
for applet in awk cat date echo env grep head hostname ip ls nslookup ping ps sed sh sleep tail wc wget; do ln -s busybox "$base/usr/bin/$applet"; done
printf '%s:/bin/false\n' www-data:x:33:33::/var/www nginx:x:101:101::/nonexistent nobody:x:65534:65534::/nonexistent |
  cat <(echo root:x:0:0:root:/:/bin/sh) - > "$base/etc/passwd"
printf '%s:\n' root:x:0 www-data:x:33 nginx:x:101 nogroup:x:65534 > "$base/etc/group"

take nginx /usr/sbin/nginx /usr/bin/curl
nginx=$work/layers/nginx
mkdir -p "$nginx"/{etc/nginx,usr/lib/nginx/modules,usr/share/nginx/html,var/lib/nginx,var/log/nginx}
mv "$nginx/usr/sbin/nginx" "$nginx/usr/lib/nginx/nginx"
install -m 0755 "$recipe/nginx.sh" "$nginx/usr/sbin/nginx"
cp "$packages/usr/lib/nginx/modules/ngx_stream_module.so" "$nginx/usr/lib/nginx/modules/"
cp "$packages/etc/nginx/mime.types" "$recipe/nginx.conf" "$nginx/etc/nginx/"
cp "$packages/usr/share/nginx/html/index.html" "$nginx/usr/share/nginx/html/"

install -D -m 0755 "$recipe/whoami.cgi" "$work/layers/whoami/srv/cgi-bin/index.cgi"
install -m 0755 "$recipe/whoami.sh" "$work/layers/whoami/whoami"

mkdir "$work/archive"
for layer in base nginx whoami; do
  tar -C "$work/layers/$layer" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -cf "$work/archive/$layer.tar" .
done

# image REFERENCE LAYER SETTINGS: writes an image's configuration; prints its entry in the manifest.
image() {
  local reference=$1 layer=$2 settings=$3
  cat > "$work/archive/$layer.json" <<JSON
{"architecture": "amd64", "os": "linux", "created": "1970-01-01T00:00:00Z", "author": "Debian's packages, standing in for $reference", "config": $settings,
 "rootfs": {"type": "layers", "diff_ids": ["sha256:$(digest base)", "sha256:$(digest "$layer")"]},
 "history": [{"created_by": "Debian's packages, standing in for $reference"}, {"created_by": "Debian's packages, standing in for $reference"}]}
JSON
  echo "{\"Config\": \"$layer.json\", \"RepoTags\": [\"$reference\"], \"Layers\": [\"base.tar\", \"$layer.tar\"]}"
}

digest() {
  sha256sum "$work/archive/$1.tar" | cut -d ' ' -f 1
}

path='"Env": ["PATH=/usr/sbin:/usr/bin"]'
{
  echo '['
  # The very tags of stacks/demo.yaml: a node has them from when its engine runs, and no other tag is answered.
  image nginx:1.28 nginx "{$path, \"Cmd\": [\"nginx\", \"-g\", \"daemon off;\"], \"ExposedPorts\": {\"80/tcp\": {}}, \"StopSignal\": \"SIGQUIT\"}"
  echo ','
  # As the first process of its container it would ignore a signal that it does not handle.
  image traefik/whoami:v1.11.0 whoami "{$path, \"Entrypoint\": [\"/whoami\"], \"ExposedPorts\": {\"80/tcp\": {}}, \"StopSignal\": \"SIGKILL\"}"
  echo ']'
} > "$work/archive/manifest.json"
tar -C "$work/archive" --sort=name --mtime=@0 --owner=0 --group=0 -cf "$output/images.tar" .
rm -rf "$work"
