"""Prints the status and the text of a URL, without following redirections: get.py URL [TOKEN]."""
import sys
import urllib.error
import urllib.request


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


headers = {"Authorization": "token " + sys.argv[2]} if len(sys.argv) > 2 else {}
try:
    r = urllib.request.build_opener(Stay).open(urllib.request.Request(sys.argv[1], headers=headers), timeout=20)
except urllib.error.HTTPError as e:
    r = e
print(r.status, r.headers.get("Location") or r.read().decode()[:20000])
