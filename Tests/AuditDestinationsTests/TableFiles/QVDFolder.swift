import AuditTesting
import Foundation

/// The QVD files of a folder, read by the strict reader of `scripts/check-tables.d`, which refuses half a file.
struct QVDFolder {
    struct Unreadable: Error {
        let message: String
    }

    let path: String

    private static let script = """
        import json, sys
        from pathlib import Path
        sys.path.insert(0, sys.argv[2])
        sys.dont_write_bytecode = True
        from qvd_layout import Table
        found = {}
        for file in sorted(Path(sys.argv[1]).glob("*.qvd")):
            table = Table(str(file))
            names = [field.name for field in table.fields]
            def cells(name):
                values = table.columns[names.index(name)]
                return [None if value is None else value[2] or value[1] for value in values]
            found[file.name] = [list(row) for row in zip(cells("objectId"), cells("date"), cells("offset"))]
        print(json.dumps(found))
        """

    /// By file: object id, day and offset of each row.
    func rows() throws -> [String: [(objectID: String?, day: String?, offset: Int)]] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let scripts = root.appending(path: "scripts/check-tables.d").path
        let reader = try ChildProcess(["python3", "-c", Self.script, path, scripts])
        guard reader.waitForEnd() == 0 else { throw Unreadable(message: reader.errors) }
        let object = try JSONSerialization.jsonObject(with: Data(reader.output.utf8)) as? [String: [[Any]]] ?? [:]
        return object.mapValues { rows in
            rows.map { row in
                (row[0] as? String, row[1] as? String, row[2] as? Int ?? -1)
            }
        }
    }
}
