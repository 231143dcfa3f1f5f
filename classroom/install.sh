#!/bin/sh
# Installs or updates the course and JupyterHub on a Linux machine, for a class
# without Docker. As root:
#
#   sh classroom/install.sh [FOLDER]      (default /opt/golessons)
#
# FOLDER/current then has all that a class needs: the sources and lessons, the Go
# modules and the compiled packages, the kernel, JupyterLab and the hub. Root owns
# it, nobody else may write it, and it needs no network. Run the script again to
# update; delete FOLDER to undo it.
#
# Each version has a folder in FOLDER/versions, which only root can enter until it
# is complete. Then current becomes a link to it. Running servers go on with the
# version that they began with. The first installation that finds a version in
# nobody's use removes it.
#
# It needs Go, and Python 3.10 or newer with venv, where every user may run them.
set -eu
umask 022

prefix=${1:-/opt/golessons}
checkout=$(cd "$(dirname "$0")/.." && pwd)
fail() { echo "install.sh: $1" >&2; exit 1; }
[ "$(id -u)" = 0 ] || fail "run it as root, so that learners cannot change what it makes"

# Looks for Go and Python where learners can run them, not in root's own folders.
go=$(command -v go || true)
[ -n "$go" ] || fail "there is no go command on PATH; install Go 1.26.5 or newer into /usr/local/go (https://go.dev/dl/)"
export PATH="$(dirname "$(readlink -f "$go")"):/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

mkdir -p "$prefix/versions"
prefix=$(cd "$prefix" && pwd -P)
# Anybody who owns a folder above the course, or may write it, could put another
# course in its place. (In a sticky folder such as /var/tmp they cannot.)
dir=$prefix/versions
while :; do
    [ -z "$(find "$dir" -maxdepth 0 \( ! -uid 0 -o -perm /022 ! -perm -1000 \))" ] || fail "others than root may write $dir, and so could change what learners run; name another folder, or make it root's alone: chown root $dir && chmod go-w $dir"
    [ "$dir" != / ] || break
    dir=$(dirname "$dir")
done
exec 9>"$prefix/lock"
flock -n 9 || fail "another install.sh is at work in $prefix; wait for it to end"

# strays lists files in a folder that others than root own or may write.
strays() { find "$1" \( ! -uid 0 -o -perm /022 ! -type l \) -print | head -n 3; }

cd "$checkout"
parts="go.mod go.sum main.go internal helpers mlx $(dirname lessons/*/*.ipynb | sort -u) classroom" # lessons/ja and so on
version=$({
    find $parts -type f ! -path '*/__pycache__/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
    go version
    python3 --version
} | sha256sum | cut -c 1-12)
new=$prefix/versions/$version

if [ ! -e "$new/complete" ]; then
    mkdir -p -m 700 "$new"
    chmod 700 "$new"
    export GOLESSONS_STATE="$new/state" GOLESSONS_CHECKOUT="$new/src"
    export GOPATH="$new/go" GOMODCACHE="$new/go/pkg/mod" CGO_ENABLED=0 GOFLAGS=-buildvcs=false
    unset GOLESSONS_RUN GOENV GOBIN || true
    mkdir -p "$new/src" "$new/go/bin"

    echo "sources and lessons"
    for part in $parts; do
        rm -rf "$new/src/$part"
        mkdir -p "$(dirname "$new/src/$part")"
        cp -R "$checkout/$part" "$new/src/$part"
    done
    find "$new/src" -type d -name __pycache__ -prune -exec rm -rf {} +
    rm -f "$new/state/sealed"
    cd "$new/src"
    # Modules that an earlier version has downloaded are taken from there.
    for old in "$prefix"/versions/*/complete; do
        old=${old%/complete}/go/pkg/mod/cache/download
        [ ! -d "$old" ] || export GOPROXY="file://$old,$(go env GOPROXY)"
    done
    go build -trimpath -ldflags="-s -w" -o "$new/bin/golessons" .
    "$new/bin/golessons" image tools
    # From here on only the packages that cells use are compiled, because a
    # learner's server begins with a link to each file of this cache.
    export GOCACHE="$new/cache"
    "$new/bin/golessons" setup

    venv="$new/state/venv"
    if ! cmp -s classroom/requirements.txt "$venv/classroom.txt"; then
        echo "JupyterHub"
        "$venv/bin/python" -m pip install --quiet --no-deps --require-hashes --only-binary :all: \
            --disable-pip-version-check --no-input --requirement classroom/requirements.txt
        cp classroom/requirements.txt "$venv/classroom.txt"
    fi
    "$venv/bin/jupyterhub" --version >/dev/null
    # A server that starts does not check a sealed set-up again.
    "$new/bin/golessons" image seal

    # In a learner's own container the caches are open for more. Here everybody
    # would run what one learner has put there, so only root may write them, and
    # each learner's server has a cache of its own that begins with links to these.
    # Others can enter from here on.
    chmod -R u+rwX,go+rX,go-w "$new/"*
    find "$new" -type d -perm -1000 -exec chmod -t {} +
    stray=$(strays "$new")
    [ -z "$stray" ] || fail "others than root own or may write in the new version, which is not used: $stray"
    chmod 755 "$new"
    if ! runuser -u nobody -- "$venv/bin/python" -c '' 2>/dev/null || ! runuser -u nobody -- go version >/dev/null 2>&1; then
        chmod 700 "$new"
        fail "other users cannot run $venv/bin/python or $(command -v go): install Go, Python and the course where every user can reach them (not in /root), and try again"
    fi
    : >"$new/complete"
fi
stray=$(strays "$new")
[ -z "$stray" ] || fail "others than root own or may write what is in $new: $stray; delete that folder and try again"

ln -sfn "versions/$version" "$prefix/.current"
mv -T "$prefix/.current" "$prefix/current"
# GOPROXY names the earlier versions' downloads, and this script must not count as
# a user of those versions.
unset GOPROXY
for old in "$prefix"/versions/*; do
    [ "$old" != "$new" ] || continue
    # A running hub or server has the path in its command or environment, or has
    # loaded libraries from there.
    printf '%s/\n' "$old" | grep -sqF -f - /proc/[0-9]*/environ /proc/[0-9]*/cmdline /proc/[0-9]*/maps || rm -rf "$old"
done
echo "The course is in $prefix/current; $prefix/current/src/classroom/README.md says what comes next."
