import AuditEvents
import AuditJournal
import MerkleLog

/// Checks an evidence package step by step, as `docs/formats/evidence-package.md` has it under "Verification".
///
/// Memory is bounded by the number of records and pictures, not by their size.
package struct EvidenceVerifier {
    private let reader: ArchiveReader
    private let expectations: EvidenceExpectations
    private var verdict = EvidenceVerdict()

    /// Ends a verification early: the finding is in the verdict already, or the disk refused.
    private enum Stop: Error {
        case found
        case storage(StorageError)
    }

    /// Checks the package in `file`.
    private init(_ file: any SegmentFile, expecting expectations: EvidenceExpectations) {
        reader = ArchiveReader(file: file)
        self.expectations = expectations
    }

    /// Runs all steps.
    ///
    /// - Parameters:
    ///   - file: The package.
    ///   - expectations: What the caller knows from elsewhere.
    ///   - show: Called with each proven record as a row of the table.
    /// - Returns: What was found.
    /// - Throws: ``StorageError`` when the file can't be read, which says nothing about the package.
    package static func verify(
        _ file: any SegmentFile,
        expecting expectations: EvidenceExpectations = EvidenceExpectations(),
        show: (EvidenceRow) -> Void = { _ in }
    ) throws(StorageError) -> EvidenceVerdict {
        var verifier = EvidenceVerifier(file, expecting: expectations)
        do throws(Stop) {
            let files = try verifier.checkFiles()
            let keys = try verifier.checkKeys(files)
            let checkpoint = try verifier.checkCheckpoint(files, keys)
            verifier.checkExpectations(checkpoint, keys)
            try verifier.checkRecords(files, checkpoint.checkpoint, show: show)
        } catch {
            if case .storage(let error) = error { throw error }
        }
        return verifier.verdict
    }

    /// Returns what `body` returns; where it finds something malformed, nothing further can be judged.
    private mutating func attempt<Value>(
        _ code: EvidenceFindingCode,
        _ place: String,
        _ body: () throws(EvidenceReadError) -> Value
    ) throws(Stop) -> Value {
        do throws(EvidenceReadError) {
            return try body()
        } catch {
            switch error {
            case .storage(let error): throw .storage(error)
            case .malformed(let reason):
                verdict.found(code, "\(place): \(reason)")
                throw .found
            }
        }
    }

    /// Steps 1 to 3: the container, the manifest, and each file against it.
    private mutating func checkFiles() throws(Stop) -> PackageFiles {
        let reader = reader
        let contents = try attempt(.zipMalformed, "archive") { () throws(EvidenceReadError) in try reader.contents() }
        let files = try attempt(.manifestMalformed, PackageNames.manifest) { () throws(EvidenceReadError) in
            try PackageFiles(contents, reader)
        }
        let expected = files.manifest.files.map(\.name) + [PackageNames.manifest, PackageNames.manifestNote]
        let missing = expected.filter { files[$0] == nil }
        let listed = Set(expected)
        let unexpected = files.names.filter { !listed.contains($0) }
        for name in missing { verdict.found(.fileMissing, name) }
        for name in unexpected { verdict.found(.fileUnexpected, name) }
        if missing.isEmpty, unexpected.isEmpty, files.names != expected {
            verdict.found(.fileOrder, "the files are not in the order of the manifest")
        }
        guard missing.allSatisfy({ $0.hasPrefix(PackageNames.picturePrefix) }) else { throw .found }
        for listed in files.manifest.files {
            guard let content = files[listed.name] else { continue }
            if content.entry.size != listed.bytes || Hexadecimal.text(of: content.sha256) != listed.sha256 {
                verdict.found(.fileChanged, listed.name)
            }
        }
        return files
    }

    /// Steps 4 and 5: the chain of keys, and the signature of the manifest by the newest one.
    private mutating func checkKeys(_ files: PackageFiles) throws(Stop) -> KeyChain {
        var keyFiles: [[UInt8]] = []
        for name in files.manifest.files.map(\.name) where name.hasPrefix(PackageNames.keyPrefix) {
            keyFiles.append(
                try attempt(.keysMalformed, name) { () throws(EvidenceReadError) in try files.bytes(of: name) }
            )
        }
        let keys: KeyChain
        do throws(KeyChain.Fault) {
            keys = try KeyChain(files: keyFiles)
        } catch {
            for number in error.broken { verdict.found(.keyChain, PackageNames.key(number)) }
            verdict.found(.keysMalformed, "\(PackageNames.key(error.number)): \(error.reason)")
            throw .found
        }
        for number in keys.broken { verdict.found(.keyChain, PackageNames.key(number)) }
        verdict.key = keys.newest
        verdict.logID = keys.logID
        do throws(EvidenceReadError) {
            let note = try files.note(PackageNames.manifestNote)
            guard note.text == ManifestStatement.text(for: files.manifestBytes), note.isSigned(by: keys.newest) else {
                throw .malformed("it is not signed by the newest key of the log")
            }
        } catch {
            if case .storage(let error) = error { throw .storage(error) }
            verdict.found(.manifestSignature, "\(PackageNames.manifestNote): \(error)")
        }
        return keys
    }

    /// Step 6: the root that the log signed, and what the manifest says of it.
    private mutating func checkCheckpoint(_ files: PackageFiles, _ keys: KeyChain) throws(Stop) -> SignedCheckpoint {
        let signed = try attempt(.checkpointMalformed, PackageNames.checkpoint) { () throws(EvidenceReadError) in
            try files.checkpoint()
        }
        let checkpoint = signed.checkpoint
        verdict.checkpoint = checkpoint
        if !checkpoint.hasOrigin(keys.newest.id.name) || !signed.note.isSigned(by: keys.newest) {
            verdict.found(.checkpointSignature, "it is not signed by the newest key of the log")
        }
        let manifest = files.manifest
        if !manifest.origin.utf8.elementsEqual(keys.keys[0].id.name.bytes)
            || !manifest.logID.utf8.elementsEqual(keys.logID.utf8) || manifest.treeSize != checkpoint.size
        {
            verdict.found(.manifestContradicts, "the manifest names another log or checkpoint")
        }
        return signed
    }

    /// Step 7: what the caller knows from elsewhere.
    private mutating func checkExpectations(_ signed: SignedCheckpoint, _ keys: KeyChain) {
        let checkpoint = signed.checkpoint
        if let key = expectations.key, !keys.keys.contains(key) {
            verdict.found(.keyMismatch, "the package has no key \(key)")
        }
        if let logID = expectations.logID, logID != keys.logID {
            verdict.found(.logIDMismatch, "the id of the log is \(keys.logID)")
        }
        if let known = expectations.checkpoint?.checkpoint {
            let isOfLog = known.origin.utf8.elementsEqual(checkpoint.origin.utf8)
            if !isOfLog || known.size == checkpoint.size && known.root != checkpoint.root {
                verdict.found(.checkpointConflict, "another tree than in the given checkpoint")
            } else if known.size != checkpoint.size {
                verdict.found(.checkpointNotComparable, "the given checkpoint has another size")
            }
        }
        for witness in expectations.witnesses {
            if let seconds = signed.note.confirmation(by: witness) {
                verdict.confirmations.append((witness.id.name.description, seconds))
            } else {
                verdict.found(.cosignatureMissing, witness.id.name.description)
            }
        }
    }

    /// Steps 8 to 10: each record up to the root, the pictures that belong to events, the counts.
    private mutating func checkRecords(
        _ files: PackageFiles,
        _ checkpoint: Checkpoint,
        show: (EvidenceRow) -> Void
    ) throws(Stop) {
        var check = RecordCheck(files, checkpoint)
        do throws(EvidenceReadError) {
            var lines = try files.lines(of: PackageNames.records)
            while let line = try lines.next() { check.take(line, into: &verdict, show: show) }
        } catch {
            // A line that can't be read as a record is a finding of the check; what is left is the disk.
            if case .storage(let error) = error { throw .storage(error) }
            verdict.found(.recordMalformed, "\(PackageNames.records): \(error)")
            throw .found
        }
        check.finish(into: &verdict)
    }
}
