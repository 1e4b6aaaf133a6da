"""Names, addresses and authorities of our own: in name spaces of the kernel that only the check lives in."""

import subprocess
import threading
from pathlib import Path

HOSTS = """\
127.0.0.1 localhost qlik.test sub.qlik.test xn--bcher-kva.example mixed.test
127.0.0.1 rebind.test
127.0.0.2 other.test
169.254.169.254 metadata.test mixed.test
0.0.0.0 zero.test
:: zero6.test
fe80::1 linklocal6.test
::ffff:169.254.169.254 mapped.test
64:ff9b::a9fe:a9fe nat64.test
224.0.0.1 multicast.test
255.255.255.255 broadcast.test
"""
BUNDLE = Path("/etc/ssl/certs/ca-certificates.crt")


class Isolation:
    """Off unless the whole check was started in name spaces of its own."""

    def __init__(self, is_on, folder, certificates):
        self.is_on = is_on
        self.lock = threading.Lock()
        if not is_on:
            return
        self.hosts = Path(folder) / "hosts"
        self.hosts.write_text(HOSTS, encoding="ascii")
        self._run("mount", "--bind", str(self.hosts), "/etc/hosts")
        if BUNDLE.exists():
            bundle = Path(folder) / "bundle.pem"
            bundle.write_bytes(BUNDLE.read_bytes() + b"\n" + Path(certificates.path("public")).read_bytes())
            self._run("mount", "--bind", str(bundle), str(BUNDLE))
        self._run("ip", "link", "set", "lo", "up")
        self._run("ip", "address", "add", "169.254.169.254/32", "dev", "lo")
        self._run("ip", "-6", "address", "add", "fe80::1/64", "dev", "lo", "nodad")
        self._run("ip", "-6", "address", "add", "64:ff9b::a9fe:a9fe/128", "dev", "lo", "nodad")

    @staticmethod
    def _run(*command):
        subprocess.run(command, check=True, capture_output=True)

    def point(self, name, address):
        """Gives a name another address from now on, in place: the file is mounted."""
        with self.lock:
            lines = [line for line in self.hosts.read_text(encoding="ascii").splitlines() if name not in line.split()]
            lines.append(f"{address} {name}")
            # One write, so that a reader sees the old or the new text.
            with open(self.hosts, "r+b", buffering=0) as file:
                text = ("\n".join(lines) + "\n").encode()
                file.write(text.ljust(max(len(text), self.hosts.stat().st_size), b"\n"))
