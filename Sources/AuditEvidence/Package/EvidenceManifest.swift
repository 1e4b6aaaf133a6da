import AuditEvents

/// What a package consists of: `manifest.json`.
///
/// Source: `docs/formats/evidence-package.md`.
struct EvidenceManifest: Sendable, Hashable {
    static let format = "vidimus.evidence/v1"
    static let maximumBytes = 64 << 20

    var madeBy: String
    var origin: String
    var logID: String
    var treeSize: UInt64
    var filter: [FilterOption]
    var events: UInt64 = 0
    var ownRecords: UInt64 = 0
    var pictures: UInt64 = 0
    var notCovered: UInt64 = 0
    var missingPictures: [String] = []
    var files: [ListedFile] = []

    /// The text of the file.
    var bytes: [UInt8] {
        var json = JSONWriter(.indented)
        json.beginObject()
        json.key("format")
        json.string(Self.format)
        json.key("madeBy")
        json.string(madeBy)
        json.key("origin")
        json.string(origin)
        json.key("logId")
        json.string(logID)
        json.key("treeSize")
        json.integer(Int64(treeSize))
        json.key("filter")
        write(filter, to: &json)
        for (name, count) in [
            ("events", events), ("ownRecords", ownRecords), ("pictures", pictures), ("notCovered", notCovered),
        ] {
            json.key(name)
            json.integer(Int64(count))
        }
        json.key("missingPictures")
        write(missingPictures, to: &json)
        json.key("files")
        json.beginArray()
        for file in files {
            json.beginObject()
            json.key("name")
            json.string(file.name)
            json.key("bytes")
            json.integer(Int64(file.bytes))
            json.key("sha256")
            json.string(file.sha256)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private func write(_ options: [FilterOption], to json: inout JSONWriter) {
        json.beginObject()
        for option in options {
            json.key(option.name)
            switch option.value {
            case .text(let text): json.string(text)
            case .texts(let texts): write(texts, to: &json)
            }
        }
        json.endObject()
    }

    private func write(_ texts: [String], to json: inout JSONWriter) {
        json.beginArray()
        for text in texts { json.string(text) }
        json.endArray()
    }
}
