# The course in a container: JupyterLab, the Go kernel and the lessons.
#
#   docker build -t golessons . && docker run -p 127.0.0.1:8888:8888 golessons
#
# The launcher does the work, with the same steps as on a learner's own machine;
# `golessons image` is for images and hubs only. docs/container.md says how to use
# the image.
#
# The tags name one Debian and one Go. To pin their content too, append the
# digest that `docker buildx imagetools inspect debian:…` prints:
# --build-arg DEBIAN=trixie-20260918-slim@sha256:…
ARG DEBIAN=trixie-20260918-slim
ARG GO=1.26.8-trixie

FROM golang:${GO} AS go
ENV GOTOOLCHAIN=local CGO_ENABLED=0 GOFLAGS=-buildvcs=false \
    GOLESSONS_STATE=/opt/golessons/state GOLESSONS_CHECKOUT=/opt/golessons/src

# The launcher, which builds the rest.
FROM go AS launcher
WORKDIR /opt/golessons/src
COPY go.mod go.sum main.go ./
COPY internal internal
COPY helpers helpers
RUN --mount=type=cache,target=/root/.cache/go-build --mount=type=cache,target=/go/pkg/mod \
    go build -trimpath -ldflags="-s -w" -o /opt/golessons/bin/golessons .

# GoNB, goimports, gopls, the supervisor.
FROM launcher AS tools
RUN --mount=type=cache,target=/root/.cache/go-build --mount=type=cache,target=/go/pkg/mod \
    /opt/golessons/bin/golessons image tools

# The list of the lessons' imports. It changes less often than the lessons, so the
# layer that is made from it is built less often.
FROM launcher AS imports
COPY mlx mlx
COPY lessons lessons
RUN /opt/golessons/bin/golessons image imports

# The modules that cells import, compiled in the folders where they stay: Go's
# build cache finds packages by their paths.
FROM go AS cells
WORKDIR /opt/golessons/src
# As the kernel compiles (internal/setup/kernelspec.go): the cache has each package once.
ENV GOPATH=/opt/golessons/go GOCACHE=/opt/golessons/cache GOFLAGS="-gcflags=all=-dwarf=false -buildvcs=false"
COPY go.mod go.sum ./
COPY internal/words internal/words
COPY mlx mlx
COPY helpers helpers
# This takes most of the build's time, so it comes before the launcher, which
# changes more often. Downloads are unpacked, so the archives go. Locks and
# checksum lists go too: whoever downloads more must be able to write their own.
RUN mkdir -p $GOPATH/bin && go build $(go list -deps ./mlx/... ./helpers/... | grep '[.]') \
    && find $GOPATH/pkg/mod/cache -type f \( -name '*.zip' -o -name '*.lock' -o -name lock -o -name list \) -delete \
    && rm -rf $GOPATH/pkg/sumdb $GOPATH/pkg/mod/cache/download/sumdb \
    && find $GOPATH/pkg/mod -type d \( -name testdata -o -name docs -o -name examples \) -prune -exec rm -rf {} + \
    && find $GOPATH/pkg/mod -type f -name '*_test.go' -delete
COPY --from=launcher /opt/golessons/bin /opt/golessons/bin
COPY --from=tools /opt/golessons/state/bin /opt/golessons/state/bin
COPY --from=imports /opt/golessons/state/imports /opt/golessons/state/imports
RUN /opt/golessons/bin/golessons image warm

# The parts of Go that build a cell, and the library's sources for completion.
FROM go AS toolchain
ARG TARGETARCH
WORKDIR /usr/local/go
RUN arch=${TARGETARCH:-$(go env GOARCH)} && cd pkg/tool/linux_$arch && rm -f cgo cover fix preprofile vet trace pprof \
    && cd /usr/local/go && rm -rf api doc misc test src/cmd lib/wasm lib/fips140 bin/gofmt \
    && find src -type d -name testdata -prune -exec rm -rf {} + && find src -type f -name '*_test.go' -delete

FROM debian:${DEBIAN} AS base
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates python3 tini \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/apt /var/log/dpkg.log

# JupyterLab as on a learner's own machine, and JupyterHub's single-user server.
# Removed are pip, Python's own kernel with its dependencies, the hub's pages, and
# the locales of languages that the course is not in.
FROM base AS jupyter
ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt PIP_DISABLE_PIP_VERSION_CHECK=1
RUN apt-get update && apt-get install -y --no-install-recommends python3-venv
COPY internal/setup/requirements.txt /tmp/jupyterlab.txt
COPY image/requirements.txt /tmp/jupyterhub.txt
RUN --mount=type=cache,target=/root/.cache/pip \
    python3 -m venv /opt/golessons/state/venv && cd /opt/golessons/state/venv \
    && bin/pip install --no-deps --require-hashes --only-binary :all: -r /tmp/jupyterlab.txt -r /tmp/jupyterhub.txt \
    && bin/pip uninstall -y debugpy ipykernel ipython ipython-pygments-lexers jedi parso prompt-toolkit matplotlib-inline pip \
    && find lib/python3*/site-packages/babel/locale-data -type f ! -name 'root.dat' ! -name 'en*.dat' ! -name 'ja*.dat' -delete \
    && find lib -type d \( -name tests -o -name test \) -prune -exec rm -rf {} + \
    && rm -rf share/jupyterhub

FROM base
ENV HOME=/home/jovyan USER=jovyan NB_USER=jovyan NB_UID=1000 NB_GID=100 SHELL=/bin/bash LANG=C.UTF-8 \
    PATH=/opt/golessons/state/venv/bin:/opt/golessons/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    GOLESSONS_STATE=/opt/golessons/state GOLESSONS_CHECKOUT=/opt/golessons/src \
    GOTOOLCHAIN=local CGO_ENABLED=0 GOPATH=/opt/golessons/go GOCACHE=/opt/golessons/cache \
    JUPYTER_PORT=8888 JUPYTER_RUNTIME_DIR=/tmp/golessons/runtime JUPYTER_CONFIG_PATH=/tmp/golessons/config \
    JUPYTER_PATH=/tmp/golessons/share/jupyter:/opt/golessons/state/venv/share/jupyter
RUN useradd --uid 1000 --gid 100 --create-home --shell /bin/bash jovyan \
    && mkdir $HOME/golessons-notebooks && chown 1000:100 $HOME/golessons-notebooks \
    && chmod 775 $HOME $HOME/golessons-notebooks
COPY --from=toolchain /usr/local/go /usr/local/go
COPY --from=jupyter /opt/golessons/state/venv /opt/golessons/state/venv
COPY --from=cells /opt/golessons/go /opt/golessons/go
COPY --from=cells /opt/golessons/cache /opt/golessons/cache
COPY --from=cells /opt/golessons/state /opt/golessons/state
COPY --from=cells /opt/golessons/bin /opt/golessons/bin
COPY --from=cells /opt/golessons/src /opt/golessons/src
# The lessons change most, so they come last. Without a proxy, a lesson that needs
# a module which the image lacks fails the build.
COPY LICENSE NOTICE /opt/golessons/src/
COPY lessons /opt/golessons/src/lessons
RUN HOME=/root GOPROXY=off golessons image seal
USER 1000:100
WORKDIR /home/jovyan
EXPOSE 8888
HEALTHCHECK --interval=5s --timeout=4s --start-period=30s CMD ["golessons", "image", "health"]
ENTRYPOINT ["tini", "-g", "--", "golessons", "image", "start"]
CMD []
