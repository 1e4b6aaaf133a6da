import MerkleLog

/// The first part of a report: what the package is, what it proves, and how to check it.
enum ReportHead {
    static func write(_ manifest: EvidenceManifest, _ checkpoint: Checkpoint, shown: UInt64, to html: inout HTMLWriter)
    {
        html.markup(
            """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
            img-src 'self' file:">
            <meta name="viewport" content="width=device-width, initial-scale=1"><title>Evidence package</title>
            <style>
            \(ReportStyle.text)</style></head><body><main>
            <h1>Evidence package</h1>
            <p class="note">A rendering of the records in this package, for people. The evidence is in
            <code>records.jsonl</code> and <code>pictures/</code>. All times are UTC where nothing else is said.</p>
            <dl>
            """
        )
        html.fact("Events", "\(manifest.events)")
        html.fact("Records of the server", "\(manifest.ownRecords)")
        html.fact("Pictures", "\(manifest.pictures)")
        for option in manifest.filter {
            switch option.value {
            case .text(let text): html.fact("Chosen by \(option.name)", text)
            case .texts(let texts): html.fact("Chosen by \(option.name)", texts.joined(separator: ", "))
            }
        }
        if manifest.filter.isEmpty { html.fact("Chosen by", "nothing: all events that the checkpoint covers") }
        html.fact("Log", manifest.origin)
        html.fact("Log id", manifest.logID)
        html.fact("Records in the log", "\(checkpoint.size)")
        html.fact("Root of its tree", checkpoint.root.base64)
        html.fact("Made by", manifest.madeBy)
        html.markup("</dl>\n")
        writeWarnings(manifest, shown: shown, to: &html)
        html.markup(proofText)
    }

    private static func writeWarnings(_ manifest: EvidenceManifest, shown: UInt64, to html: inout HTMLWriter) {
        if shown < manifest.events + manifest.ownRecords {
            html.element("p", "This page shows the first \(shown) records. The others are in records.jsonl.")
        }
        if manifest.notCovered > 0 {
            html.element(
                "p",
                "\(manifest.notCovered) chosen records are missing: the log's checkpoint did not cover them yet."
            )
        }
        if !manifest.missingPictures.isEmpty {
            html.element(
                "p",
                "\(manifest.missingPictures.count) pictures that the records name were not in the data directory as they "
                    + "were stored, and are missing here."
            )
        }
    }

    private static let proofText = """
        <div class="two"><section><h3>What is proven</h3><ul>
        <li>Each record stands in the log at its offset, with the content, the time of receipt and the facts shown here.</li>
        <li>Each picture is, byte by byte, the one that was stored for its event.</li>
        <li>The log's key signed the tree that has them. What it covers can't be altered, removed, inserted or moved
        without another signature that contradicts this one.</li>
        <li>The holder of that key chose these records by the filter named above and made this package.</li>
        </ul></section><section><h3>What is not</h3><ul>
        <li>That the key is the log's: compare it with one that you got from elsewhere.</li>
        <li>That everything is here: neither that the log has all that happened, nor that this package has all of the log.</li>
        <li>The time by other clocks than the server's, unless a witness confirmed the checkpoint.</li>
        <li>That the browser told the truth: user, app and values are what it sent. Pictures came from Qlik Sense itself.</li>
        </ul></section></div>
        <p>To check it: <code>python3 verify_evidence.py PACKAGE.zip --key KEY</code>, with the program that is in the
        package (it needs nothing but Python 3.8 or newer), or <code>vidimus verify --evidence PACKAGE.zip --key KEY</code>.
        </p>

        """
}
