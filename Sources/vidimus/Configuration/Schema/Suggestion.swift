/// Finds the word that was probably meant.
enum Suggestion {
    /// The candidate nearest to `word`, if one is near enough to be a slip of the fingers.
    ///
    /// Letter case and the separators `-` and `_` don't count; otherwise about one edit in three letters is allowed,
    /// and at most `maximumEdits`.
    static func nearest(to word: String, among candidates: [String], maximumEdits: Int = 8) -> String? {
        guard word.utf8.count <= 64 else { return nil }
        let folded = fold(word)
        let ranked = candidates.map { (candidate: $0, distance: distance(folded, fold($0))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= min(max(1, folded.count / 3), maximumEdits) ? best.candidate : nil
    }

    private static func fold(_ word: String) -> [Character] {
        word.lowercased().filter { $0 != "-" && $0 != "_" }
    }

    /// Edit distance that counts a swap of two neighbours as one edit.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var older: [Int] = []
        var previous = Array(0...right.count)
        for row in 1...left.count {
            var current = [row]
            for column in 1...right.count {
                let isSame = left[row - 1] == right[column - 1]
                var cost = min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    cost = min(cost, older[column - 2] + 1)
                }
                current.append(cost)
            }
            older = previous
            previous = current
        }
        return previous[right.count]
    }
}
