import AuditEvents
import AuditJournal
import MerkleLog

/// Makes an evidence package out of a data directory, also while a server writes to it.
///
/// Records, pictures and report are streamed, so memory is bounded by the number of pictures. Every proof is checked
/// before it is written. Source: `docs/formats/evidence-package.md`.
package struct EvidenceExporter {
    private let directory: DataDirectory
    private let log: EvidenceLog
    private let journalEnd: JournalOffset
    private let selection: EvidenceSelection
    private let madeBy: String

    /// Exports from `directory`, whose log is `log`.
    ///
    /// Chosen records before `journalEnd` that the log's checkpoint doesn't cover are counted as missing; what came in
    /// later is not asked for.
    package init(
        _ directory: DataDirectory,
        log: EvidenceLog,
        upTo journalEnd: JournalOffset,
        selection: EvidenceSelection,
        madeBy: String
    ) {
        self.directory = directory
        self.log = log
        self.journalEnd = journalEnd
        self.selection = selection
        self.madeBy = madeBy
    }

    /// Writes the package under `name` into `storage`; nothing is overwritten, and nothing left when it fails.
    package func export(
        to name: String,
        in storage: any SegmentStorage,
        progress: (EvidenceProgress) -> Void = { _ in }
    ) throws(EvidenceExportError) -> EvidenceSummary {
        let output = try PackageOutput(name, in: storage)
        do throws(EvidenceExportError) {
            let summary = try write(to: output.file, progress: progress)
            try output.publish()
            return summary
        } catch {
            output.discard()
            throw error
        }
    }

    private func write(
        to file: any SegmentFile,
        progress: (EvidenceProgress) -> Void
    ) throws(EvidenceExportError) -> EvidenceSummary {
        let checkpoint = log.checkpoint.checkpoint
        let archive = ArchiveWriter(file)
        var files: [ListedFile] = []
        files.append(try archive.add(PackageNames.readme, Array(PackageReadme.text.utf8)))
        files.append(try archive.add(PackageNames.checkpoint, log.checkpoint.bytes))
        for (number, key) in log.keyFiles.enumerated() {
            files.append(try archive.add(PackageNames.key(number), key))
        }
        var records = RecordExport(directory, log, upTo: journalEnd, selection)
        files.append(try records.write(to: archive, progress: progress))
        var manifest = EvidenceManifest(
            madeBy: madeBy,
            origin: checkpoint.origin,
            logID: try logID(),
            treeSize: checkpoint.size,
            filter: selection.filter
        )
        let pictures = PictureExport(directory, records.pictures)
        let (pictureFiles, missing) = try pictures.write(to: archive, progress: progress)
        files += pictureFiles
        manifest.missingPictures = missing
        manifest.events = records.summary.events
        manifest.ownRecords = records.summary.ownRecords
        manifest.pictures = UInt64(pictureFiles.count)
        manifest.notCovered = records.summary.notCovered
        let report = ReportExport(manifest, log.checkpoint, outcomes: records.outcomes)
        files.append(try report.write(to: archive, file, progress: progress))
        files.append(try archive.add(PackageNames.verifier, PackageResources.verify_evidence_py))
        manifest.files = files
        try archive.add(PackageNames.manifest, manifest.bytes)
        try archive.add(PackageNames.manifestNote, try sign(manifest))
        try archive.finish()
        var summary = records.summary
        summary.pictures = pictureFiles.count
        summary.missingPictures = missing
        summary.treeSize = checkpoint.size
        summary.bytes = archive.byteCount
        return summary
    }

    private func logID() throws(EvidenceExportError) -> String {
        do throws(KeyChain.Fault) {
            return try KeyChain(files: log.keyFiles).logID
        } catch {
            throw .key(reason: error.reason)
        }
    }

    private func sign(_ manifest: EvidenceManifest) throws(EvidenceExportError) -> [UInt8] {
        let text = ManifestStatement.text(for: manifest.bytes)
        do throws(NoteError) {
            return try SignedNote(text: text, signatures: [log.signer.signature(for: text)]).bytes
        } catch {
            throw .key(reason: error.description)
        }
    }
}
