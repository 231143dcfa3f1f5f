#!/bin/sh
# Puts the course and JupyterHub on a Linux machine for a class without Docker,
# as root:
#
#   sh classroom/install.sh [FOLDER]      (default /opt/golessons)
#
# FOLDER then has all that a class needs, owned by root and written by nobody
# else: the sources and lessons, the Go modules and the compiled packages, the
# kernel, JupyterLab and the hub. Once it is there, nothing of it needs a
# network. Run it again to bring a new version; deleting FOLDER undoes it.
#
# It needs Go, and Python 3.10 or newer with venv, where every user may run
# them.
set -eu
umask 022

prefix=${1:-/opt/golessons}
checkout=$(cd "$(dirname "$0")/.." && pwd)
[ "$(id -u)" = 0 ] || { echo "install.sh: run it as root, so that learners cannot change what it makes" >&2; exit 1; }

# Not a Go or Python from root's own folders: learners must be able to run it.
go=$(command -v go || true)
[ -n "$go" ] || { echo "install.sh: there is no go command on PATH; install Go 1.26.5 or newer into /usr/local/go (https://go.dev/dl/)" >&2; exit 1; }
export PATH="$(dirname "$(readlink -f "$go")"):/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

mkdir -p "$prefix/src" "$prefix/go/bin"
prefix=$(cd "$prefix" && pwd)
export GOLESSONS_STATE="$prefix/state" GOLESSONS_CHECKOUT="$prefix/src"
export GOPATH="$prefix/go" GOMODCACHE="$prefix/go/pkg/mod" CGO_ENABLED=0 GOFLAGS=-buildvcs=false
unset GOLESSONS_RUN GOENV GOBIN || true

echo "sources and lessons"
for part in go.mod go.sum main.go internal helpers mlx lessons/ja lessons/en classroom; do
    rm -rf "$prefix/src/$part"
    mkdir -p "$(dirname "$prefix/src/$part")"
    cp -R "$checkout/$part" "$prefix/src/$part"
done
rm -f "$prefix/state/sealed"
cd "$prefix/src"
go build -trimpath -ldflags="-s -w" -o "$prefix/bin/golessons" .
"$prefix/bin/golessons" image tools
# From here on, what is compiled is what cells use, and nothing else: a
# learner's server begins with a link to each file of this cache.
export GOCACHE="$prefix/cache"
"$prefix/bin/golessons" setup

venv="$prefix/state/venv"
if ! cmp -s classroom/requirements.txt "$venv/classroom.txt"; then
    echo "JupyterHub"
    "$venv/bin/python" -m pip install --quiet --no-deps --require-hashes --only-binary :all: \
        --disable-pip-version-check --no-input --requirement classroom/requirements.txt
    cp classroom/requirements.txt "$venv/classroom.txt"
fi
# From here on the set-up is not looked at again when a server starts.
"$prefix/bin/golessons" image seal

# In a container of one learner the caches may be added to. Here everybody
# would run what one of them has put there: they are root's alone, and each
# learner's server makes a cache of its own that begins with links to these.
chmod -R u+rwX,go+rX,go-w "$prefix"
find "$prefix" -type d -perm -1000 -exec chmod -t {} +

if ! runuser -u nobody -- "$venv/bin/python" -c '' 2>/dev/null || ! runuser -u nobody -- go version >/dev/null 2>&1; then
    echo "install.sh: other users cannot run $venv/bin/python or $(command -v go): install Go, Python and the course where every user can reach them (not in /root), and try again" >&2
    exit 1
fi
"$venv/bin/jupyterhub" --version >/dev/null

echo "The course is in $prefix; $prefix/src/classroom/README.md says what comes next."
