/// A kind of file that a sample is written as.
package enum SampleFormat: String, Sendable, CaseIterable {
    /// Apache Parquet.
    case parquet
    /// Qlik's QVD.
    case qvd
}
