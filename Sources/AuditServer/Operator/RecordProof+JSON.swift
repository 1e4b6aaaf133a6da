import AuditEvents
import AuditJournal
import MerkleLog

extension RecordProof {
    /// The proof as `GET /api/v1/proof` answers it.
    func json(logID: String) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.write("logId", logID)
        json.key("offset")
        json.integer(Int64(entry.offset.rawValue))
        json.write("entry", String(decoding: entry.bytes, as: UTF8.self))
        json.write("leafHash", entry.leafHash.base64)
        json.key("index")
        json.integer(Int64(inclusion.index))
        json.key("size")
        json.integer(Int64(inclusion.size))
        json.write("root", checkpoint.checkpoint.root.base64)
        json.write("proof", inclusion.hashes.map(\.base64))
        json.write("checkpoint", String(decoding: checkpoint.bytes, as: UTF8.self))
        json.endObject()
        return json.bytes
    }
}
