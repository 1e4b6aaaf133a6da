import AuditDestinations
import AuditEvents
import AuditJournal
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// Delivers a whole journal to one destination while no server runs.
struct DestinationRebuild {
    let configuration: ServerConfiguration
    let logger: Logger

    /// Delivers to the destination `name`; returns how many positions of the journal it has confirmed.
    func run(_ name: String) async throws -> Int {
        let server = try StoppedServer(configuration, logger: logger)
        let (directory, journal) = (server.directory, server.journal)
        let assembly = DestinationAssembly(
            configuration: configuration.destinations,
            directory: directory,
            logID: server.identity.logID,
            logger: logger
        )
        let names = assembly.names
        guard names.contains(name) else {
            let known = names.isEmpty ? "no destination" : names.sorted().joined(separator: ", ")
            throw CommandFailure("'\(name)' is not among the destinations of this configuration, which names \(known)")
        }
        if let obstacle = assembly.obstacle(toRebuilding: name) { throw CommandFailure(obstacle) }
        let deliveries = try assembly.deliveries(from: journal, drainBound: .seconds(7 * 86_400))
        guard let delivery = deliveries.first(where: { $0.status.destination == name }) else {
            preconditionFailure("its name was found")
        }
        try await server.append([OwnRecord("server.destination.rebuilt") { $0.write("destination", name) }])
        try setAsideDeadLetters(of: name, in: directory)
        try CursorStore(directory: directory).save(Cursor(next: JournalOffset(0)), for: name)
        try await drain(delivery, until: journal.end)
        let status = delivery.status
        guard let next = status.next, next == journal.end else {
            let reason = status.lastError ?? "it was stopped"
            throw CommandFailure("stopped at offset \(status.next?.description ?? "0") of \(journal.end): \(reason)")
        }
        return JournalOffset(0).distance(to: next)
    }

    /// A delivery drains when it is told to stop: it delivers what is there, and returns.
    private func drain(_ delivery: Delivery, until end: JournalOffset) async throws {
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(
                        service: delivery,
                        successTerminationBehavior: .gracefullyShutdownGroup,
                        failureTerminationBehavior: .cancelGroup
                    )
                ],
                cancellationSignals: [.sigint, .sigterm],
                logger: Logger(label: "rebuild") { _ in SwiftLogNoOpLogHandler() }
            )
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                while !Task.isCancelled {
                    let next = delivery.status.next ?? JournalOffset(0)
                    StandardError.progress("\(delivery.status.destination): \(next) of \(end)")
                    // Cancelled at the end, which is how this one ends.
                    try? await Task.sleep(for: .milliseconds(200))
                }
            }
            tasks.addTask {
                // A group that does not run yet can't be told to stop.
                while delivery.status.next == nil, delivery.status.isHealthy, !Task.isCancelled {
                    try? await Task.sleep(for: .milliseconds(10))
                }
                await group.triggerGracefulShutdown()
            }
            try await group.run()
            tasks.cancelAll()
        }
        StandardError.endProgress()
    }

    private func setAsideDeadLetters(of name: String, in directory: DataDirectory) throws {
        let file = "\(directory.deadLetters)/\(name).jsonl"
        guard FileManager.default.fileExists(atPath: file) else { return }
        let aside = "\(name).jsonl.before-\(Int(Date().timeIntervalSince1970))"
        do {
            try PosixStorage(path: directory.deadLetters).rename("\(name).jsonl", to: aside)
        } catch {
            throw CommandFailure("the old dead letters can't be set aside: \(error); move them away by hand")
        }
    }
}
