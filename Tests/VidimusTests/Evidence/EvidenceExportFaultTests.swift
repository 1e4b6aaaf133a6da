import AuditEvidence
import AuditJournal
import AuditTesting
import Foundation
import Testing

/// Exports onto disks that fail.
@Suite(.serialized, .inTurn)
struct EvidenceExportFaultTests {
    @Test func aFailedExportLeavesNothingUnderItsName() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path + "/data")
        for _ in 0..<5 { #expect(server.post(TestEvent.selection())?.0 == 202) }
        #expect(server.stop() == 0)
        let directory = DataDirectory(path: folder.path + "/data")
        let exporter = EvidenceExporter(
            directory,
            log: try EvidenceLog(directory),
            upTo: try JournalDirectoryReader.end(of: directory),
            selection: EvidenceSelection(filter: []) { $0.kind == .envelope },
            madeBy: "a test"
        )
        let good = FaultyStorage()
        #expect(try exporter.export(to: "a.zip", in: good).events == 5)
        #expect(try EvidenceVerifier.verify(good.open("a.zip", writable: false)).isGood)
        for call in 0..<good.calls {
            for mode in FaultMode.allCases { try fail(call, mode, exporter) }
        }
    }

    private func fail(_ call: Int, _ mode: FaultMode, _ exporter: EvidenceExporter) throws {
        let storage = FaultyStorage()
        storage.fail(call: call, mode, code: EIO)
        do {
            _ = try exporter.export(to: "a.zip", in: storage)
            Issue.record("call \(call) failed, and the export did not")
        } catch {
            // What fails after the link can't take the package back, and need not.
            guard try storage.list().contains("a.zip") else { return }
            #expect(try EvidenceVerifier.verify(storage.open("a.zip", writable: false)).isGood)
        }
    }
}
