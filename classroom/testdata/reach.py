"""Says which addresses answer: pairs of an address and a port, as a learner could try them."""
import concurrent.futures
import socket
import sys


def reached(address, port):
    kind = socket.AF_INET6 if ":" in address else socket.AF_INET
    for device in b"", b"eth0":
        with socket.socket(kind, socket.SOCK_STREAM) as s:
            s.settimeout(3)
            try:
                if device:  # to where no route leads: whoever on this network has the address
                    s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, device)
                if kind == socket.AF_INET6:
                    s.connect((address, int(port), 0, socket.if_nametoindex("eth0")))
                else:
                    s.connect((address, int(port)))
                return True
            except ConnectionRefusedError:
                return True  # by whom is there
            except OSError:
                pass
    return False


pairs = list(zip(sys.argv[1::2], sys.argv[2::2]))
with concurrent.futures.ThreadPoolExecutor(20) as pool:
    for pair, yes in zip(pairs, pool.map(lambda pair: reached(*pair), pairs)):
        print("REACHED" if yes else "not", *pair)
