/// The XML header of a QVD file, element for element in the order of an engine.
struct QVDHeader {
    /// One field's element.
    struct Field {
        let column: ColumnDefinition
        let placement: QVDPlacement
        let traits: QVDSymbolTraits
        /// Where the field's symbols begin, counted from the first byte after the header.
        let symbolOffset: Int
        /// Bytes of the field's symbols.
        let symbolByteCount: Int
    }

    let tableName: String
    let options: QVDHeaderOptions
    let fields: [Field]
    let recordByteSize: Int
    let rowCount: Int
    /// Where the rows begin, counted from the first byte after the header.
    let rowOffset: Int

    /// The header as the file begins: XML, CR LF and the zero byte that ends it.
    var bytes: [UInt8] {
        var xml = QVDXML()
        xml.element("QvdTableHeader", indent: 1) { xml in
            appendOrigin(to: &xml)
            xml.element("Fields", indent: 3) { xml in
                for field in fields { Self.append(field, to: &xml) }
            }
            xml.element("Compression", "", indent: 3)
            xml.element("RecordByteSize", "\(recordByteSize)", indent: 3)
            xml.element("NoOfRecords", "\(rowCount)", indent: 3)
            xml.element("Offset", "\(rowOffset)", indent: 3)
            xml.element("Length", "\(rowCount * recordByteSize)", indent: 3)
            appendLineage(to: &xml)
            xml.element("Comment", options.tableComment, indent: 3)
            xml.element("EncryptionInfo", "", indent: 3)
            xml.element("TableTags", "", indent: 3)
            xml.element("ProfilingData", "", indent: 3)
        }
        return xml.bytes + [0]
    }

    private func appendOrigin(to xml: inout QVDXML) {
        var created: [UInt8] = []
        QVDCalendar.appendSecond(milliseconds: options.createdAtMilliseconds, to: &created)
        xml.element("QvBuildNo", "\(options.buildNumber)", indent: 3)
        xml.element("CreatorDoc", options.creatorDoc, indent: 3)
        xml.element("CreateUtcTime", String(decoding: created, as: UTF8.self), indent: 3)
        xml.element("SourceCreateUtcTime", "", indent: 3)
        xml.element("SourceFileUtcTime", "", indent: 3)
        xml.element("SourceFileSize", "-1", indent: 3)
        xml.element("StaleUtcTime", "", indent: 3)
        xml.element("TableName", tableName, indent: 3)
    }

    private static func append(_ field: Field, to xml: inout QVDXML) {
        let format = QVDNumberFormat(field.column.type)
        let tags = field.traits.tags(for: field.column.type)
        xml.element("QvdFieldHeader", indent: 5) { xml in
            xml.element("FieldName", field.column.name, indent: 7)
            xml.element("BitOffset", "\(field.placement.bitOffset)", indent: 7)
            xml.element("BitWidth", "\(field.placement.bitWidth)", indent: 7)
            xml.element("Bias", "\(field.placement.bias)", indent: 7)
            xml.element("NumberFormat", indent: 7) { xml in
                xml.element("Type", format.type, indent: 9)
                xml.element("nDec", "0", indent: 9)
                xml.element("UseThou", "0", indent: 9)
                xml.element("Fmt", format.pattern, indent: 9)
                xml.element("Dec", "", indent: 9)
                xml.element("Thou", "", indent: 9)
            }
            xml.element("NoOfSymbols", "\(field.traits.count)", indent: 7)
            xml.element("Offset", "\(field.symbolOffset)", indent: 7)
            xml.element("Length", "\(field.symbolByteCount)", indent: 7)
            xml.element("Comment", field.column.comment ?? "", indent: 7)
            xml.element("Tags", indent: 7, isEmpty: tags.isEmpty) { xml in
                for tag in tags { xml.element("String", tag, indent: 9) }
            }
        }
    }

    private func appendLineage(to xml: inout QVDXML) {
        xml.element("Lineage", indent: 3, isEmpty: options.lineage.isEmpty) { xml in
            for entry in options.lineage {
                xml.element("LineageInfo", indent: 5) { xml in
                    xml.element("Discriminator", entry.discriminator, indent: 7)
                    xml.element("Statement", entry.statement, indent: 7)
                }
            }
        }
    }
}
