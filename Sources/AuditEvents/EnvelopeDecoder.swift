/// Decodes envelopes one after the other; nothing but the result is allocated for a usual one.
///
/// Not thread safe: each event loop owns one.
package final class EnvelopeDecoder {
    private static let payloadKeys = KeyList("context", "event")
    private static let appIDKey = JSONKey("appId")
    private static let typeNames = KeyList(
        "selection.state.changed",
        "app.model.validated",
        "screenshot.url.received",
        "object.view.duration",
        "event.unsupported.visualization",
        "navigation.sheet.loaded",
        "object.visibility.changed",
        "event.bookmark",
        "audit.event"
    )

    /// Which versions of the extension are taken.
    package let compatibility: VersionCompatibility
    private let scanner = JSONScanner()
    /// The last version that was found compatible; clients of one site are mostly alike.
    private var lastCompatibleVersion: String?

    /// Makes a decoder.
    package init(compatibility: VersionCompatibility) {
        self.compatibility = compatibility
    }

    /// Decodes and validates one envelope.
    ///
    /// - Parameters:
    ///   - bytes: The body; its size is the caller's to limit.
    ///   - versionHeader: Raw value of the first `X-Audit-QS-Version` header, nil when absent.
    /// - Returns: The envelope with a copy of `bytes`.
    /// - Throws: ``EnvelopeRefusal``, the first kind of fault in the order in which Butler SOS checks.
    package func decode(
        _ bytes: UnsafeRawBufferPointer,
        versionHeader: String?
    ) throws(EnvelopeRefusal) -> Envelope {
        let document: JSONDocument
        do {
            document = try scanner.scan(bytes)
        } catch {
            throw .syntax(error)
        }
        // The tape lives as long as this decoder, and the decoder as long as this call.
        defer { withExtendedLifetime(self) {} }
        return try envelope(document, versionHeader: versionHeader)
    }

    private func envelope(_ document: JSONDocument, versionHeader: String?) throws(EnvelopeRefusal) -> Envelope {
        let fields = EnvelopeFields(document.root)
        guard fields.collector.violations.isEmpty, let payload = fields.payload else {
            throw .schema(fields.collector.violations)
        }
        let payloadSlots = MemberSlots(of: payload, keys: EnvelopeDecoder.payloadKeys)
        let (id, type) = try identity(fields, context: payloadSlots[0])
        let version = try extensionVersion(fields, versionHeader: versionHeader)
        if let rules = PayloadRules.event(of: type) {
            let violations = PayloadValidator.violations(
                context: payloadSlots[0],
                event: payloadSlots[1],
                rules: rules
            )
            guard violations.isEmpty else { throw .payload(violations) }
        }
        return Envelope(id: id, type: type, extensionVersion: version, bytes: [UInt8](document.bytes))
    }

    /// Checks ids and type; all that is wrong is reported at once.
    private func identity(
        _ fields: EnvelopeFields,
        context: JSONValue?
    ) throws(EnvelopeRefusal) -> (EventID, EventType) {
        let id = fields.eventID.flatMap { field in field.withUTF8 { EventID($0) } }
        let type = fields.type.flatMap(eventType)
        let correlationLength = fields.correlationID?.utf16Count ?? 0
        let appID = context?[EnvelopeDecoder.appIDKey]
        let isAppIDValid = appID.map(EnvelopeConstraints.isUUID) ?? true
        if let id, let type, isAppIDValid, correlationLength <= EnvelopeConstraints.maximumCorrelationIDLength {
            return (id, type)
        }
        var messages: [String] = []
        if id == nil { messages.append(EnvelopeConstraints.invalidEventID(fields.eventID)) }
        if correlationLength > EnvelopeConstraints.maximumCorrelationIDLength {
            messages.append(EnvelopeConstraints.longCorrelationID(correlationLength))
        }
        if let appID, !isAppIDValid { messages.append(EnvelopeConstraints.invalidAppID(appID)) }
        if type == nil { messages.append(EnvelopeConstraints.unknownType(fields.type)) }
        throw .constraints(messages)
    }

    private func eventType(_ field: CoercedScalar) -> EventType? {
        guard case .sent(let value) = field else { return EventType(field.text) }
        let names = EnvelopeDecoder.typeNames
        for index in 0..<names.count where value.isString(equalTo: names[index]) {
            switch index {
            case 0: return .selectionStateChanged
            case 1: return .appModelValidated
            case 2: return .screenshotURLReceived
            case 3: return .objectViewDuration
            case 4: return .unsupportedVisualization
            case 5: return .sheetLoaded
            case 6: return .visibilityChanged
            case 7: return .bookmark
            default: return .generic
            }
        }
        return EventType(field.text)
    }

    /// The announced version; absent is fine, given and outside the range is not.
    private func extensionVersion(
        _ fields: EnvelopeFields,
        versionHeader: String?
    ) throws(EnvelopeRefusal) -> String? {
        let announced = versionHeader.flatMap(VersionCompatibility.announcedVersion(inHeader:))
        guard let version = announced ?? fields.sourceVersion?.text else { return nil }
        guard version != lastCompatibleVersion else { return version }
        guard compatibility.isCompatible(version) else {
            throw .incompatibleVersion(SanitizedText.escape(version))
        }
        lastCompatibleVersion = version
        return version
    }
}
