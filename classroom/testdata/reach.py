"""Prints which of the given pairs of an address and a port answer, tried as a learner could."""
import concurrent.futures
import socket
import sys


def reached(address, port):
    kind = socket.AF_INET6 if ":" in address else socket.AF_INET
    for device in b"", b"eth0":
        with socket.socket(kind, socket.SOCK_STREAM) as s:
            s.settimeout(3)
            try:
                if device:  # also where no route leads, to whoever on this network has the address
                    s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, device)
                if kind == socket.AF_INET6:
                    s.connect((address, int(port), 0, socket.if_nametoindex("eth0")))
                else:
                    s.connect((address, int(port)))
                return True
            except ConnectionRefusedError:
                return True  # by somebody who is there
            except OSError:
                pass
    return False


def answer(address, port):
    return "REACHED" if reached(address, port) else "not", address, port


with concurrent.futures.ThreadPoolExecutor(20) as pool:
    for line in pool.map(answer, sys.argv[1::2], sys.argv[2::2]):
        print(*line)
