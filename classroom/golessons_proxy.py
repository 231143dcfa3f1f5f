"""The proxy before the hub: configurable-http-proxy with what its Python version lacks."""
import ssl
import sys

from configurable_http_proxy import cli
from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer


def take(option):
    """Takes an option and its value out of the command."""
    at = sys.argv.index(option)
    value = sys.argv[at + 1]
    del sys.argv[at:at + 2]
    return value


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

cli.main()
