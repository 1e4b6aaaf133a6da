import Logging

/// Makes the place that points go to, where it is missing, and finds out how it is used already.
///
/// What is there is never altered. Every step may be done again.
struct InfluxDBPreparation {
    let target: InfluxDBTarget
    let transport: any InfluxDBTransport
    let logger: Logger
    let wallMilliseconds: @Sendable () -> Int64

    /// Makes a missing database or bucket, then makes sure that it takes writes.
    func makePlace() async throws(DestinationError) {
        switch target {
        case .version1(let target): try await makeDatabase(target)
        case .version2(let target): try await makeBucket(target)
        case .version3(let target): try await makeDatabase(target)
        }
        try await tryWriting()
    }

    /// How points of the measurement are tagged, nil when that can't be found out or nothing is there.
    func taggingOfExistingPoints(in measurement: String) async throws(DestinationError) -> InfluxDBTagging? {
        guard case .version1(let target) = target else { return nil }
        let query = """
            SHOW TAG KEYS ON \(InfluxQL.identifier(target.database)) FROM \(InfluxQL.identifier(measurement))
            """
        let answer = try await ask(InfluxQL.request(query), accepting: [200, 403])
        let keys = InfluxQLAnswer(answer.body).firstColumn
        return keys.contains(where: InfluxDBTagging.movedColumns.contains) ? .compat : nil
    }

    /// Writes nothing at all: a database checks login and place before it looks at points.
    private func tryWriting() async throws(DestinationError) {
        // 400 complains about missing points, which is as good as a success.
        _ = try await ask(target.write([]), accepting: [200, 204, 400, 422])
    }

    /// Sends a request; any status outside `statuses` is thrown as what it means.
    func ask(_ request: InfluxDBRequest, accepting statuses: Set<Int>) async throws(DestinationError) -> InfluxDBAnswer
    {
        let answer: InfluxDBAnswer
        do throws(InfluxDBTransportError) {
            answer = try await transport.send(request)
        } catch {
            throw error.destinationError
        }
        guard !statuses.contains(answer.status) else { return answer }
        let text = target.credentials.redact(InfluxDBMessage(answer.body).text ?? "")
        throw InfluxDBFault(answer, text: text, target: target, nowMilliseconds: wallMilliseconds()).error
    }
}
