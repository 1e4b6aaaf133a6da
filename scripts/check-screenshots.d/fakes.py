"""Scripted HTTP servers that write down what they see."""

import contextlib
import select
import socket
import ssl
import threading
import time
import urllib.parse

MAXIMUM_HEAD_BYTES = 256 * 1024
# A connection that says nothing for so long is of no more use.
CONNECTION_SECONDS = 120


class Request:
    """One request as it came over the wire."""

    def __init__(self, head, body, certificate):
        lines = head.decode("latin-1").split("\r\n")
        self.method, self.target, self.version = lines[0].split(" ", 2)
        self.headers = [tuple(part.strip() for part in line.split(":", 1)) for line in lines[1:] if line]
        self.body = body
        self.certificate = certificate
        self.time = time.monotonic()

    @property
    def path(self):
        return self.target.split("?", 1)[0]

    @property
    def query(self):
        return self.target.partition("?")[2]

    def header(self, name):
        """All values of a field, joined; None without any."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return ", ".join(values) if values else None

    def parameters(self, name):
        """Decoded values of a query parameter."""
        return urllib.parse.parse_qs(self.query, keep_blank_values=True).get(name, [])


class Wire:
    """The connection, for an answer that wants to misbehave on it."""

    def __init__(self, connection, ending):
        self.connection = connection
        self.ending = ending
        self.is_over = False

    def send(self, data):
        self.connection.sendall(data)

    def hang(self, seconds=CONNECTION_SECONDS):
        """Says nothing until the other side gives up, the fake ends or time is over."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.ending.is_set():
            if select.select([self.connection], [], [], 0.05)[0]:
                with contextlib.suppress(OSError):
                    if not self.connection.recv(1):
                        return
                return

    def finish(self):
        """Ends the connection after this answer, over TLS with the word that nothing follows."""
        self.is_over = True
        if isinstance(self.connection, ssl.SSLSocket):
            with contextlib.suppress(OSError):
                self.connection.settimeout(1)
                self.connection.unwrap()

    def cut(self):
        """Ends the connection as a broken one."""
        self.is_over = True


class Fake:
    """A server on one address; `script` gives a function of request and wire for each request."""

    def __init__(self, script, address="127.0.0.1", port=0, context=None):
        self.script = script
        self.context = context
        self.address = address
        self.port = port
        self.lock = threading.Lock()
        self.requests = []
        self.connections = 0
        self.handshake_failures = []
        self.problems = []
        self.start()

    @property
    def authority(self):
        return f"[{self.address}]:{self.port}" if ":" in self.address else f"{self.address}:{self.port}"

    def url(self, path, host=None, scheme=None):
        scheme = scheme or ("https" if self.context else "http")
        return f"{scheme}://{f'{host}:{self.port}' if host else self.authority}{path}"

    def start(self):
        """Listens, on the same port as before if it was stopped."""
        self.ending = threading.Event()
        self.open = set()
        self.listener = socket.socket(socket.AF_INET6 if ":" in self.address else socket.AF_INET)
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind((self.address, self.port))
        self.listener.listen(256)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self.listener, self.ending), daemon=True).start()

    def stop(self):
        """Refuses connections from now on, and cuts those that are open."""
        self.ending.set()
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        with self.lock:
            connections = list(self.open)
        for connection in connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def seen(self):
        with self.lock:
            return list(self.requests)

    def _accept(self, listener, ending):
        while not ending.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with self.lock:
                self.connections += 1
            threading.Thread(target=self._serve, args=(connection, ending), daemon=True).start()

    def _serve(self, connection, ending):
        connection.settimeout(CONNECTION_SECONDS)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self.lock:
            self.open.add(connection)
        try:
            if self.context:
                plain = connection
                connection = self.context.wrap_socket(connection, server_side=True)
                with self.lock:
                    self.open.discard(plain)
                    self.open.add(connection)
            self._talk(connection, ending)
        except ssl.SSLError as error:
            with self.lock:
                self.handshake_failures.append(str(error))
        except OSError:
            pass
        except Exception as error:  # noqa: BLE001 - a fake that dies unseen would weaken the check
            with self.lock:
                self.problems.append(repr(error))
        finally:
            with self.lock:
                self.open.discard(connection)
            with contextlib.suppress(OSError):
                connection.close()

    def _talk(self, connection, ending):
        buffer = b""
        wire = Wire(connection, ending)
        certificate = connection.getpeercert() if self.context else None
        while not ending.is_set():
            while b"\r\n\r\n" not in buffer:
                data = connection.recv(65536)
                if not data or len(buffer) > MAXIMUM_HEAD_BYTES:
                    return
                buffer += data
            head, buffer = buffer.split(b"\r\n\r\n", 1)
            request = Request(head, b"", certificate)
            length = int(request.header("Content-Length") or 0)
            while len(buffer) < length:
                data = connection.recv(65536)
                if not data:
                    return
                buffer += data
            request.body, buffer = buffer[:length], buffer[length:]
            with self.lock:
                self.requests.append(request)
                answer = self.script(request)
            answer(request, wire)
            if wire.is_over:
                return


class Script:
    """Answers in their order; the last one again and again."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def __call__(self, request):
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def answer(status, headers=(), body=b"", pause=0.0):
    """An ordinary answer."""
    def write(request, wire):
        if pause:
            time.sleep(pause)
        text = f"HTTP/1.1 {status} Scripted\r\n"
        fields = list(headers)
        if status != 204 and not any(name.lower() in ("content-length", "transfer-encoding") for name, _ in fields):
            fields.append(("Content-Length", str(len(body))))
        for name, value in fields:
            text += f"{name}: {value}\r\n"
        wire.send(text.encode("latin-1") + b"\r\n" + body)
    return write


def picture(data, media_type="image/png", cookies=(), headers=(), status=200, pause=0.0):
    """An answer with an image; no type if `media_type` is None."""
    fields = [("Content-Type", media_type)] if media_type is not None else []
    fields += [("Set-Cookie", cookie) for cookie in cookies]
    return answer(status, fields + list(headers), data, pause)


def redirect(location, cookies=(), status=302):
    fields = [("Location", location)] if location is not None else []
    return answer(status, fields + [("Set-Cookie", cookie) for cookie in cookies])


def html(status=200, cookies=(), text="<!doctype html><title>Login</title>"):
    fields = [("Content-Type", "text/html; charset=utf-8")] + [("Set-Cookie", cookie) for cookie in cookies]
    return answer(status, fields, text.encode())


def hang(seconds=CONNECTION_SECONDS):
    def write(request, wire):
        wire.hang(seconds)
        wire.finish()
    return write


def raw(data, pause=0.0, is_cut=False):
    """Bytes as they are, and the end of the connection."""
    def write(request, wire):
        wire.send(data)
        if pause:
            time.sleep(pause)
        if is_cut:
            wire.cut()
        else:
            wire.finish()
    return write


def drip(data, seconds, media_type="image/png"):
    """One byte every so many seconds."""
    def write(request, wire):
        wire.send(f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {len(data)}\r\n\r\n".encode())
        for index in range(len(data)):
            wire.hang(seconds)
            wire.send(data[index:index + 1])
        wire.finish()
    return write
