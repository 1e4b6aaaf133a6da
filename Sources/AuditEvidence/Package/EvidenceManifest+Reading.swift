import AuditEvents

extension EvidenceManifest {
    private static let formatKey = JSONKey("format")
    private static let madeByKey = JSONKey("madeBy")
    private static let originKey = JSONKey("origin")
    private static let logIDKey = JSONKey("logId")
    private static let treeSizeKey = JSONKey("treeSize")
    private static let filterKey = JSONKey("filter")
    private static let eventsKey = JSONKey("events")
    private static let ownRecordsKey = JSONKey("ownRecords")
    private static let picturesKey = JSONKey("pictures")
    private static let notCoveredKey = JSONKey("notCovered")
    private static let missingPicturesKey = JSONKey("missingPictures")
    private static let filesKey = JSONKey("files")
    private static let nameKey = JSONKey("name")
    private static let bytesKey = JSONKey("bytes")
    private static let sha256Key = JSONKey("sha256")

    /// Reads the file; everything that ``bytes`` would not have written is refused.
    init(parsing bytes: [UInt8]) throws(EvidenceReadError) {
        let manifest = try StrictJSON.read(bytes) { Self.read($0) }
        guard let manifest, manifest.bytes == bytes else {
            throw .malformed("it is not a manifest of \(Self.format) in the one allowed way")
        }
        guard PackageNames.isComplete(manifest.files.map(\.name)) else {
            throw .malformed("its files are not those of a package in their order")
        }
        self = manifest
    }

    private static func read(_ root: JSONValue) -> EvidenceManifest? {
        guard root[formatKey]?.string?.utf8.elementsEqual(format.utf8) == true,
            let madeBy = root[madeByKey]?.string, let origin = root[originKey]?.string,
            let logID = root[logIDKey]?.string, let treeSize = StrictJSON.number(root[treeSizeKey]),
            let filter = root[filterKey].flatMap(readFilter),
            let events = StrictJSON.number(root[eventsKey]), let ownRecords = StrictJSON.number(root[ownRecordsKey]),
            let pictures = StrictJSON.number(root[picturesKey]),
            let notCovered = StrictJSON.number(root[notCoveredKey]),
            let missing = StrictJSON.texts(root[missingPicturesKey]), missing.allSatisfy(PackageNames.isPicture),
            let list = root[filesKey], list.kind == .array
        else { return nil }
        var files: [ListedFile] = []
        for element in list.elements {
            guard let file = readFile(element) else { return nil }
            files.append(file)
        }
        return EvidenceManifest(
            madeBy: madeBy,
            origin: origin,
            logID: logID,
            treeSize: treeSize,
            filter: filter,
            events: events,
            ownRecords: ownRecords,
            pictures: pictures,
            notCovered: notCovered,
            missingPictures: missing,
            files: files
        )
    }

    private static func readFile(_ value: JSONValue) -> ListedFile? {
        guard let name = value[nameKey]?.string, let bytes = StrictJSON.number(value[bytesKey]),
            let sha256 = value[sha256Key]?.string, LowercaseHex.isText(sha256.utf8, byteCount: 32)
        else { return nil }
        return ListedFile(name: name, bytes: Int(bytes), sha256: sha256)
    }

    private static func readFilter(_ value: JSONValue) -> [FilterOption]? {
        guard value.kind == .object else { return nil }
        var options: [FilterOption] = []
        var names: Set<[UInt8]> = []
        for (key, value) in value.members {
            guard let name = key.string, names.insert(Array(name.utf8)).inserted else { return nil }
            if let text = value.string {
                options.append(FilterOption(name, .text(text)))
            } else if let texts = StrictJSON.texts(value) {
                options.append(FilterOption(name, .texts(texts)))
            } else {
                return nil
            }
        }
        return options
    }
}
