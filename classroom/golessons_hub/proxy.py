"""The proxy before the hub: configurable-http-proxy with what its Python version lacks."""
import ssl
import sys

from configurable_http_proxy import cli
from configurable_http_proxy.handlers import ProxyHandler
from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer


def take(option):
    """Takes an option and its value out of the command."""
    at = sys.argv.index(option)
    value = sys.argv[at + 1]
    del sys.argv[at:at + 2]
    return value


class OfHost:
    """The proxy as it is for requests to one host."""

    def __init__(self, proxy, host):
        self.proxy, self.host = proxy, host

    def __getattr__(self, name):
        return getattr(self.proxy, name)

    def target_for_req(self, _, path):
        return self.proxy.target_for_req(self.host, "/" + path.lstrip("/"))


# By itself it passes on ten requests at a time, and a page that waits for its
# server is one: with more learners the rest would be refused.
AsyncHTTPClient.configure(None, max_clients=10000)

# By itself it speaks no TLS and ends when it is given a certificate. The first
# server that it makes is the one for browsers, the second for the hub alone.
if "--ssl-cert" in sys.argv:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(take("--ssl-cert"), take("--ssl-key"))
    contexts = [context, None]
    cli.HTTPServer = lambda app: HTTPServer(app, ssl_options=contexts.pop(0))
    # So that cookies are not sent without TLS.
    sys.argv += ["--custom-header", "X-Scheme: https"]

# By itself it does not look at the host that the browser asks for, by which
# learners' pages are told from the hub's, and takes the option for one with a value.
if "--host-routing" in sys.argv:
    sys.argv[sys.argv.index("--host-routing")] = "--host-routing=yes"
    initialize = ProxyHandler.initialize

    def initialize_for_host(self, **kwargs):
        initialize(self, **kwargs)
        self.proxy = OfHost(self.proxy, self.request.host_name)

    ProxyHandler.initialize = initialize_for_host

cli.main()
