#!/usr/bin/env bash
# Prepares a Debian machine without Docker for the tests of the image, as root. It
# installs podman, makes stand-ins for the two public base images from Debian's
# packages and from Go, and prints the variables to set:
#
#   eval "$(image/engine.sh)" && GOLESSONS_TEST_IMAGE=1 go test -v -timeout 40m ./image
#
# The stand-ins have the public images' names, so that the Dockerfile is built
# unchanged. They do not show whether the public images differ from them.
# GOLESSONS_IMAGE_STORE names the folder for all of it, about 4 GB.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
store=${GOLESSONS_IMAGE_STORE:-/var/tmp/golessons-image}
mkdir -p "$store"
debian=$(sed -n 's/^ARG DEBIAN=//p' "$here/../Dockerfile")
go=$(sed -n 's/^ARG GO=//p' "$here/../Dockerfile")

{
  if ! command -v podman >/dev/null || ! command -v runc >/dev/null || ! command -v debootstrap >/dev/null || ! command -v ip >/dev/null || ! command -v nft >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends podman runc debootstrap iproute2 nftables >/dev/null
  fi

  # The machine may be a container, which cannot raise these limits. runc and
  # cgroupfs work without systemd.
  cat >"$store/containers.conf" <<C
[containers]
default_ulimits = ["nofile=1024:4096", "nproc=4096:4096"]
log_driver = "k8s-file"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
C
  cat >"$store/storage.conf" <<C
[storage]
driver = "overlay"
graphroot = "$store/storage"
runroot = "$store/run"
C
  export CONTAINERS_CONF=$store/containers.conf CONTAINERS_STORAGE_CONF=$store/storage.conf

  if ! podman image exists "docker.io/library/debian:$debian"; then
    root=$(mktemp -d "$store/root.XXXXXX")
    debootstrap --variant=minbase "${debian%%-*}" "$root" >"$store/debootstrap.log"
    # Like the slim images: no manuals, also not with later packages.
    for dir in doc man info locale; do
      echo "path-exclude /usr/share/$dir/*" >>"$root/etc/dpkg/dpkg.cfg.d/docker"
      rm -rf "$root/usr/share/$dir"/*
    done
    rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$root"/var/log/*
    # Certificates that this machine trusts in addition, for networks whose proxy
    # has one of its own. Installing ca-certificates picks them up.
    mkdir -p "$root/usr/local/share/ca-certificates"
    find /usr/local/share/ca-certificates -name '*.crt' -exec cp {} "$root/usr/local/share/ca-certificates/" \;
    tar -C "$root" --numeric-owner -c . | podman import -q --change 'CMD ["bash"]' \
      --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' - "docker.io/library/debian:$debian"
    rm -rf --one-file-system "$root"
  fi

  if ! podman image exists "docker.io/library/golang:$go"; then
    # The Go that the tag names, which the installed Go fetches if it is another.
    goroot=$(cd / && GOTOOLCHAIN=go${go%-*} go env GOROOT)
    podman build -q --pull=never --network host --format docker -t "docker.io/library/golang:$go" -f - "$goroot" <<D
FROM docker.io/library/debian:$debian
RUN apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ca-certificates git >/dev/null && rm -rf /var/lib/apt/lists/* && mkdir -p /go/src /go/bin && chmod -R 1777 /go
COPY . /usr/local/go
ENV GOTOOLCHAIN=local GOPATH=/go PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
WORKDIR /go
D
  fi
} >&2

cat <<E2
export CONTAINERS_CONF=$store/containers.conf CONTAINERS_STORAGE_CONF=$store/storage.conf
export GOLESSONS_IMAGE_BUILD_FLAGS="--network host --pull=never --format docker --layers"
E2
