/// How a database reads backslashes in measurements, tags and keys.
package enum LineDialect: Sendable, Hashable, CaseIterable {
    /// InfluxDB 1 and 2: a backslash stands for itself, except before a separator.
    case literalBackslash
    /// InfluxDB 3: a backslash is written twice.
    case doubledBackslash
}
