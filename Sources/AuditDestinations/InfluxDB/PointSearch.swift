import AuditJournal

/// Decides what to write next, and finds the refused points among good ones.
///
/// All points are written in groups. A group that is refused is written again in parts: points that the database
/// named are tried alone and the rest together; without names the group is halved. So k refused points of n cost
/// O(k log n) requests, a named one costs two, and no point is rejected that wasn't refused alone. Writing a point
/// again is harmless, because it overwrites itself.
package struct PointSearch {
    private let points: [EncodedPoint]
    /// Groups still to write, the next one last; indices into `points`.
    private var groups: [[Int]] = []

    /// The points that can never be stored.
    package private(set) var rejections: [RecordRejection] = []

    /// Starts with groups of at most so many bytes, but at least one point each.
    package init(_ points: [EncodedPoint], maximumBytes: Int) {
        self.points = points
        var group: [Int] = []
        var bytes = 0
        for (index, point) in points.enumerated() {
            if !group.isEmpty, bytes + point.line.count + 1 > maximumBytes {
                groups.append(group)
                group = []
                bytes = 0
            }
            group.append(index)
            bytes += point.line.count + 1
        }
        if !group.isEmpty { groups.append(group) }
        groups.reverse()
    }

    /// The lines of the next group, nil when all points are stored or rejected.
    package var nextLines: [[UInt8]]? {
        groups.last.map { group in group.map { points[$0].line } }
    }

    /// Takes note that the next group is stored.
    package mutating func stored() {
        groups.removeLast()
    }

    /// Takes note that the next group is larger than the database takes.
    package mutating func tooLarge(reason: String) {
        let group = groups.removeLast()
        if group.count == 1 { reject(group, reason) } else { halve(group) }
    }

    /// Takes note that the next group, or a part of it, was refused.
    package mutating func refused(_ refusal: InfluxDBRefusal) {
        let group = groups.removeLast()
        if group.count == 1 || refusal.expired == group.count { return reject(group, refusal.reason) }
        let named = refusal.named.filter { group.indices.contains($0) }
        guard !named.isEmpty, named.count < group.count else { return halve(group) }
        for index in named.sorted(by: >) { groups.append([group[index]]) }
        groups.append(group.indices.filter { !named.contains($0) }.map { group[$0] })
    }

    private mutating func halve(_ group: [Int]) {
        let middle = group.count / 2
        groups.append(Array(group[middle...]))
        groups.append(Array(group[..<middle]))
    }

    private mutating func reject(_ group: [Int], _ reason: String) {
        rejections += group.map { RecordRejection(offset: points[$0].offset, reason: reason) }
    }
}
