extension SchemaViolation {
    /// Appends the five keys of an Ajv error object, as in the details of a refused payload.
    package func appendJSON(to bytes: inout [UInt8]) {
        appendJSON(to: &bytes, isBrief: false)
    }

    /// Appends `instancePath`, `message` and `params` only, as in the details of a refused envelope.
    package func appendBriefJSON(to bytes: inout [UInt8]) {
        appendJSON(to: &bytes, isBrief: true)
    }

    private func appendJSON(to bytes: inout [UInt8], isBrief: Bool) {
        var writer = JSONWriter()
        writer.beginObject()
        write("instancePath", instancePath, to: &writer)
        if isBrief {
            write("message", message, to: &writer)
        } else {
            write("schemaPath", schemaPath, to: &writer)
            write("keyword", keyword, to: &writer)
        }
        writer.key("params")
        writer.beginObject()
        for parameter in params {
            writer.key(parameter.name)
            switch parameter.value {
            case .string(let text): writer.string(text)
            case .integer(let value): writer.integer(Int64(value))
            case .strings(let texts):
                writer.beginArray()
                for text in texts { writer.string(text) }
                writer.endArray()
            }
        }
        writer.endObject()
        if !isBrief { write("message", message, to: &writer) }
        writer.endObject()
        bytes.append(contentsOf: writer.bytes)
    }

    private func write(_ key: String, _ text: String, to writer: inout JSONWriter) {
        writer.key(key)
        writer.string(text)
    }
}
