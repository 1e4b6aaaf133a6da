"""Certificates of a Qlik Sense site and of a public authority, made by openssl for one run."""

import ssl
import subprocess
from pathlib import Path

# Addresses and names that the servers of a check are reached by.
NAMES = [
    "localhost", "qlik.test", "*.qlik.test", "other.test", "zero.test", "metadata.test", "mixed.test", "rebind.test",
    "xn--bcher-kva.example",
]
ADDRESSES = ["127.0.0.1", "127.0.0.2", "127.0.0.3", "::1"]


class Certificates:
    """A folder of PEM files: two authorities, servers of either, and a client of the first."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True)
        alternatives = ",".join([f"DNS:{name}" for name in NAMES] + [f"IP:{address}" for address in ADDRESSES])
        for authority in ("qlik", "public", "stranger"):
            self._authority(authority)
            self._leaf(f"{authority}-server", authority, f"subjectAltName={alternatives}\nextendedKeyUsage=serverAuth")
        self._leaf("misnamed-server", "qlik", "subjectAltName=DNS:elsewhere.test\nextendedKeyUsage=serverAuth")
        for client in ("client", "second-client"):
            self._leaf(client, "qlik", "extendedKeyUsage=clientAuth")

    def path(self, name):
        """Path of a certificate; that of a key ends in `-key`."""
        return str(self.folder / f"{name}.pem")

    def _run(self, *arguments):
        subprocess.run(["openssl", *arguments], check=True, capture_output=True, cwd=self.folder)

    def _authority(self, name):
        self._run(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", f"/CN={name} root", "-keyout", f"{name}-key.pem", "-out", f"{name}.pem",
            "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign,cRLSign",
        )

    def _leaf(self, name, authority, extensions):
        (self.folder / f"{name}.ext").write_text(extensions + "\n", encoding="ascii")
        self._run(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={name}",
            "-keyout", f"{name}-key.pem", "-out", f"{name}.csr",
        )
        self._run(
            "x509", "-req", "-in", f"{name}.csr", "-CA", f"{authority}.pem", "-CAkey", f"{authority}-key.pem",
            "-CAcreateserial", "-days", "2", "-extfile", f"{name}.ext", "-out", f"{name}.pem",
        )

    def server_context(self, name, client=ssl.CERT_OPTIONAL):
        """TLS of a server; it asks for a client certificate, so that one which is offered in the wrong place shows."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.path(name), self.path(f"{name}-key"))
        context.load_verify_locations(self.path("qlik"))
        context.verify_mode = client
        return context
