/// Checks a payload against the rules of its type and finds all violations, in the order in which Ajv finds them.
struct PayloadValidator {
    private static let contextPlace = ViolationCollector.Place.root.member("context")
    private static let eventPlace = ViolationCollector.Place.root.member("event")

    private var collector = ViolationCollector()

    /// The violations of a payload's rules; empty when it is good.
    static func violations(context: JSONValue?, event: JSONValue?, rules: ObjectRules) -> [SchemaViolation] {
        var validator = PayloadValidator()
        if event == nil { validator.collector.addMissing("event", at: .root) }
        if let context { validator.checkObject(context, PayloadRules.context, at: contextPlace) }
        if let event { validator.checkObject(event, rules, at: eventPlace) }
        return validator.collector.violations
    }

    private mutating func checkObject(
        _ value: JSONValue,
        _ rules: ObjectRules,
        at place: @autoclosure () -> ViolationCollector.Place
    ) {
        guard value.kind == .object else {
            collector.addWrongType(["object"], at: place())
            return
        }
        let slots = MemberSlots(of: value, keys: rules.keys)
        for index in 0..<rules.count where rules[index].pointee.isRequired && slots[index] == nil {
            collector.addMissing(rules.keys[index].text, at: place())
        }
        for index in 0..<rules.count {
            guard let member = slots[index] else { continue }
            check(member, rules[index], at: place().member(rules.keys[index].text))
        }
    }

    private mutating func check(
        _ value: JSONValue,
        _ rule: UnsafePointer<FieldRule>,
        at place: @autoclosure () -> ViolationCollector.Place
    ) {
        guard PayloadValidator.hasType(value, rule.pointee.types) else {
            collector.addWrongType(rule.pointee.types.names, at: place())
            return
        }
        switch value.kind {
        case .string: checkText(value, rule, at: place())
        case .number: checkNumber(value, rule, at: place())
        case .array:
            guard rule.pointee.maximumItems < Int.max else { return }
            var count = 0
            for _ in value.elements { count += 1 }
            if count > rule.pointee.maximumItems { collector.addTooManyItems(rule.pointee.maximumItems, at: place()) }
        case .object:
            if let members = rule.pointee.members { checkObject(value, members, at: place()) }
        case .boolean, .null: break
        }
    }

    @inline(__always)
    private static func hasType(_ value: JSONValue, _ types: FieldRule.Types) -> Bool {
        switch value.kind {
        case .string: return types.contains(.string)
        case .boolean: return types.contains(.boolean)
        case .null: return types.contains(.null)
        case .array: return types.contains(.array)
        case .object: return types.contains(.object)
        case .number:
            guard types.contains(.number) || types.contains(.integer) else { return false }
            guard let number = value.double, number.isFinite else { return false }
            return types.contains(.number) || number.isIntegral
        }
    }

    private mutating func checkText(
        _ value: JSONValue,
        _ rule: UnsafePointer<FieldRule>,
        at place: @autoclosure () -> ViolationCollector.Place
    ) {
        if rule.pointee.minimumLength > 0 || rule.pointee.maximumLength < Int.max, let length = value.codePointCount {
            if length > rule.pointee.maximumLength { collector.addTooLong(rule.pointee.maximumLength, at: place()) }
            if length < rule.pointee.minimumLength { collector.addTooShort(rule.pointee.minimumLength, at: place()) }
        }
        if let format = rule.pointee.format, !value.withUnescaped({ PayloadValidator.matches($0, format) }) {
            collector.addWrongFormat(format.rawValue, at: place())
        }
    }

    private static func matches(_ text: UnsafeRawBufferPointer, _ format: FieldRule.Format) -> Bool {
        switch format {
        case .dateTime:
            return UTCTime(dateTime: text) != nil
        case .uri:
            return URIText.isValid(text)
        case .uuid:
            let prefix = "urn:uuid:".utf8
            if text.count == 36 + prefix.count, zip(text, prefix).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 }) {
                return EventID(UnsafeRawBufferPointer(rebasing: text[prefix.count...])) != nil
            }
            return EventID(text) != nil
        }
    }

    private mutating func checkNumber(
        _ value: JSONValue,
        _ rule: UnsafePointer<FieldRule>,
        at place: @autoclosure () -> ViolationCollector.Place
    ) {
        guard let number = value.double else { return }
        if let maximum = rule.pointee.maximum, number > Double(maximum) {
            collector.addOutOfBounds("maximum", "<=", maximum, at: place())
        }
        if let minimum = rule.pointee.minimum, number < Double(minimum) {
            collector.addOutOfBounds("minimum", ">=", minimum, at: place())
        }
        if let minimum = rule.pointee.exclusiveMinimum, number <= Double(minimum) {
            collector.addOutOfBounds("exclusiveMinimum", ">", minimum, at: place())
        }
    }
}
