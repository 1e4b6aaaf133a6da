/// A scanned JSON text: a flat tape over bytes that the caller keeps alive.
///
/// Copies cost nothing and own nothing. Valid inside `JSONScanner.withDocument`.
package struct JSONDocument {
    /// The whole text.
    package let bytes: UnsafeRawBufferPointer
    /// How many values and object keys there are.
    package let nodeCount: Int
    /// The text's one value.
    package let root: JSONValue

    init(text: UnsafeRawPointer, byteCount: Int, nodes: UnsafePointer<JSONNode>, nodeCount: Int) {
        bytes = UnsafeRawBufferPointer(start: text, count: byteCount)
        root = JSONValue(text: text, node: nodes)
        self.nodeCount = nodeCount
    }

    /// Looks at every object for `constructor` with an own `prototype`.
    ///
    /// Linear: the members of an object are walked once for itself and at most once for its `constructor` key.
    func refuseConstructorPrototypes() throws(JSONSyntaxError) {
        for index in 0..<nodeCount where root.node[index].kind == .object {
            for (key, value) in JSONValue(text: root.text, node: root.node + index).members
            where key.isString(equalTo: JSONDocument.constructorKey) && value.kind == .object {
                for (inner, _) in value.members where inner.isString(equalTo: JSONDocument.prototypeKey) {
                    throw JSONSyntaxError(byteOffset: Int(inner.node.pointee.start), reason: .forbiddenKey)
                }
            }
        }
    }

    /// The key that no object may have, as it would replace a prototype at Butler SOS.
    static let prototypeSetterKey = JSONKey("__proto__")
    /// The key whose value may not have ``prototypeKey``.
    static let constructorKey = JSONKey("constructor")
    /// See ``constructorKey``.
    static let prototypeKey = JSONKey("prototype")
}
