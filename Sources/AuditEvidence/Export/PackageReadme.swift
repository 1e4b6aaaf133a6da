/// `README.txt`: what whoever opens a package reads first.
enum PackageReadme {
    static let text = """
        An evidence package of Vidimus
        ==============================

        It says who looked at what in Qlik Sense, when, and what was on the screen, and it proves that these records stand
        in the log of the server that wrote them, unchanged since.

        To read it:    unpack it and open report.html in a browser. It needs no network and has no script.
        To check it:   python3 verify_evidence.py PACKAGE.zip --key KEY
                       The program is in the package, needs Python 3.8 or newer and nothing else, and is short enough to
                       be read first. Better still, get it from the Vidimus project instead of from the package.
                       Give it the package as you got it, not unpacked.
                       KEY is the log's verifier key. Get it from elsewhere: from the server (GET /log/key), or from
                       somebody who kept it. Who made this package could have put another key into it.
                       With Vidimus at hand: vidimus verify --evidence PACKAGE.zip --key KEY

        What is what
          records.jsonl         the records as the server stored them, one a line, each with its proof
          checkpoint            the head of the log's tree, signed by the log, to which every proof leads
          keys/                 the log's public keys
          pictures/             pictures, named by the SHA-256 of their bytes; records say which event each belongs to
          report.html           the same for people: a rendering, not the evidence
          manifest.json         all files with their hashes, and how the records were chosen
          manifest.note         the signature of manifest.json by the log's key

        What is proven: each record and picture was stored as it is here, at its place in the log, before the checkpoint
        was signed. What is not: that the log holds everything that happened, that this package holds everything in the
        log, or that a browser told the truth. More in docs/evidence.md of Vidimus.

        """
}
