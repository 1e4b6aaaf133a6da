import AuditEvents
import AuditJournal

/// Judges one envelope: decodes, validates, counts it, and makes it ready for the journal.
struct EventAdmission {
    let context: IngestContext
    let decoder: EnvelopeDecoder

    /// Returns what to append, or the answer that refuses it.
    func admit(_ bytes: UnsafeRawBufferPointer, of request: IngestRequest) -> AdmissionVerdict {
        let envelope: Envelope
        do {
            envelope = try decoder.decode(bytes, versionHeader: request.versionHeader)
        } catch {
            let answer = AuditAnswer.refusedEnvelope(error)
            context.log.warn(answer.reason ?? "Refused", address: request.client, now: context.monotonicMilliseconds) {
                Self.logFields(of: error)
            }
            return .refused(answer)
        }
        if let seconds = context.countEvent() {
            context.log.warn(
                "Event dropped by the queue's rate limit",
                address: request.client,
                now: context.monotonicMilliseconds
            )
            return .refused(.eventLimited(retryAfterSeconds: seconds))
        }
        if envelope.extensionVersion == nil {
            context.log.warn("Event without version", address: request.client, now: context.monotonicMilliseconds)
        }
        let (facts, bytes) = reception(of: envelope, in: request)
        let awaitsPicture = context.settings.awaitsScreenshots && envelope.type == .screenshotURLReceived
        let flags: RecordFlags = awaitsPicture ? .awaitsOutcome : []
        return .admitted(
            Submission(
                envelope,
                facts: facts,
                encodedAs: bytes,
                flags: flags,
                wantsLeafHash: request.wantsLeafHashes
            )
        )
    }

    private func reception(of envelope: Envelope, in request: IngestRequest) -> (ReceptionFacts, [UInt8]) {
        let now = context.wallClock()
        if let (facts, bytes) = request.reception, facts.extensionVersion == envelope.extensionVersion {
            return (facts.received(atMilliseconds: now), bytes)
        }
        let facts = ReceptionFacts(
            receivedAtMilliseconds: now,
            clientAddress: request.clientText,
            userAgent: request.userAgent,
            tokenName: request.tokenName,
            extensionVersion: envelope.extensionVersion
        )
        let bytes = Submission.encode(facts)
        request.reception = (facts, bytes)
        return (facts, bytes)
    }

    /// The answer to what the journal did with `submission`.
    func answer(
        to outcome: AppendOutcome,
        of submission: Submission,
        in request: IngestRequest
    ) -> AuditAnswer {
        let client = request.client
        switch outcome {
        case .stored(let offset):
            // Here and not by the journal's one writer: there may be more than one loop.
            let leafHash = request.wantsLeafHashes ? submission.leafHash(at: offset) : nil
            return .accepted(offset: offset, isDuplicate: false, leafHash: leafHash)
        case .duplicate(let offset, let leafHash):
            return .accepted(offset: offset, isDuplicate: true, leafHash: leafHash)
        case .conflict(let first):
            context.log.warn(
                "Event id is already stored with different content",
                address: client,
                now: context.monotonicMilliseconds
            )
            return .conflict(first: first)
        case .refused(let refusal):
            context.log.warn("Event not stored", address: client, now: context.monotonicMilliseconds) {
                ["reason": "\(refusal)"]
            }
            return .unavailable(refusal)
        }
    }

    private static func logFields(of refusal: EnvelopeRefusal) -> [String: String] {
        switch refusal {
        case .syntax(let error): ["byte": "\(error.byteOffset)", "error": error.reason.rawValue]
        case .schema(let violations), .payload(let violations):
            ["errors": violations.prefix(5).map { "\($0.instancePath) \($0.message)" }.joined(separator: "; ")]
        case .constraints(let messages): ["errors": messages.joined(separator: "; ")]
        case .incompatibleVersion(let version): ["version": version]
        }
    }
}
