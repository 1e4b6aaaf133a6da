"""Q: a proxy service that gives out tickets and ends sessions, and accepts nothing that a real one would refuse."""

import json
import re
import ssl
import threading

from fakes import Fake, answer

TICKET_PATH = re.compile(r"^/qps/(?:(?P<proxy>.+)/)?ticket$")
SESSION_PATH = re.compile(r"^/qps/(?:(?P<proxy>.+?)/)?session/(?P<id>[^/]+)$")


class ProxyService(Fake):
    """Scripts of its own are kept for single users and sessions; everybody else gets what they ask for."""

    def __init__(self, certificates, server="qlik-server", address="127.0.0.1", port=0):
        self.numbers = threading.Lock()
        self.count = 0
        # Ticket to (directory, user id, proxy).
        self.tickets = {}
        # User id to script of ticket requests; session id to script of its end.
        self.for_user = {}
        self.for_session = {}
        self.violations = []
        super().__init__(self._answer, address, port, certificates.server_context(server, ssl.CERT_REQUIRED))

    def ticket(self, text=None, status=201, media_type="application/json"):
        """A script that gives tickets, of a given text if there is one."""
        def script(request):
            body = json.loads(request.body)
            value = text or self._next(body, request)
            reply = {"UserDirectory": body["UserDirectory"], "UserId": body["UserId"], "Ticket": value}
            return answer(status, [("Content-Type", media_type)], json.dumps(reply).encode())
        return script

    def _next(self, body, request):
        with self.numbers:
            self.count += 1
            value = f"TICKET{self.count}"
        self.tickets[value] = (body["UserDirectory"], body["UserId"], TICKET_PATH.match(request.path)["proxy"])
        return value

    def _answer(self, request):
        problem = self._violation(request)
        if problem:
            self.violations.append(f"{problem}: {request.method} {request.target}")
            return answer(400)
        if request.method == "DELETE":
            identifier = SESSION_PATH.match(request.path)["id"]
            script = self.for_session.get(identifier)
            return script(request) if script else answer(200, [("Content-Type", "application/json")], b"{}")
        user = json.loads(request.body)["UserId"]
        return self.for_user.get(user, self.ticket())(request)

    def _violation(self, request):
        keys = request.parameters("Xrfkey")
        if len(keys) != 1 or not re.fullmatch("[0-9A-Za-z]{16}", keys[0]):
            return "Xrfkey is not 16 letters and digits"
        if request.header("X-Qlik-Xrfkey") != keys[0]:
            return "X-Qlik-Xrfkey is not Xrfkey"
        if not request.certificate:
            return "no client certificate"
        if request.method == "DELETE":
            return None if SESSION_PATH.match(request.path) else "DELETE of something that is no session"
        if request.method != "POST" or not TICKET_PATH.match(request.path):
            return "neither a ticket request nor the end of a session"
        if (request.header("Content-Type") or "").split(";")[0] != "application/json":
            return "ticket request that is not JSON"
        try:
            body = json.loads(request.body)
        except ValueError:
            return "ticket request that is not JSON"
        return None if set(body) == {"UserDirectory", "UserId"} else f"body has other keys: {sorted(body)}"

    def tickets_of(self, users):
        """Ticket requests in the name of these user ids, in their order."""
        return [
            request for request in self.seen()
            if request.method == "POST" and self._user(request) in users
        ]

    @staticmethod
    def _user(request):
        try:
            return json.loads(request.body).get("UserId")
        except (ValueError, AttributeError):
            return None
