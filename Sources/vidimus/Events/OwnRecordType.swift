import Foundation

/// Reads the type of the server's own records.
enum OwnRecordType {
    private struct Header: Decodable {
        let type: String
    }

    /// The `type` of an own record's JSON, nil when it has none.
    static func read(_ bytes: [UInt8]) -> String? {
        do {
            return try JSONDecoder().decode(Header.self, from: Data(bytes)).type
        } catch {
            return nil
        }
    }
}
