"""The proxy before the hub, a program: Python's configurable-http-proxy and what it lacks.

The hub starts it as a process of its own.
"""
import ssl
import sys

from configurable_http_proxy import cli
from configurable_http_proxy.handlers import ProxyHandler
from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer


def take(option):
    """Removes an option from the command line, and returns its value."""
    at = sys.argv.index(option)
    value = sys.argv[at + 1]
    del sys.argv[at:at + 2]
    return value


class OfHost:
    """The proxy for requests to one host."""

    def __init__(self, proxy, host):
        self.proxy, self.host = proxy, host

    def __getattr__(self, name):
        return getattr(self.proxy, name)

    def target_for_req(self, _, path):
        return self.proxy.target_for_req(self.host, "/" + path.lstrip("/"))


# The default is ten requests at a time. A page that waits for its server is one,
# so the eleventh learner would be refused.
AsyncHTTPClient.configure(None, max_clients=10000)

# It has no TLS, and ends when it is given a certificate. It makes two servers:
# the first is for browsers, the second for the hub.
if "--ssl-cert" in sys.argv:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(take("--ssl-cert"), take("--ssl-key"))
    contexts = [context, None]
    cli.HTTPServer = lambda app: HTTPServer(app, ssl_options=contexts.pop(0))
    # The hub then marks its cookies as Secure.
    sys.argv += ["--custom-header", "X-Scheme: https"]

# It wants a value with --host-routing, and then ignores the host that the browser
# asks for, which tells learners' pages from the hub's.
if "--host-routing" in sys.argv:
    sys.argv[sys.argv.index("--host-routing")] = "--host-routing=yes"
    initialize = ProxyHandler.initialize

    def initialize_for_host(self, **kwargs):
        initialize(self, **kwargs)
        self.proxy = OfHost(self.proxy, self.request.host_name)

    ProxyHandler.initialize = initialize_for_host

cli.main()
