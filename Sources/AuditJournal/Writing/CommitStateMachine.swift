/// Decides what the journal does next; knows nothing of disks and threads.
///
/// Invariant: a parked writer means an empty queue, so no call is ever missed.
struct CommitStateMachine {
    /// What a sender does with its call.
    enum SubmitAction: Equatable {
        /// The writer will come to it.
        case wait
        /// Wake the writer.
        case wake
        /// Answer at once.
        case refuse(JournalRefusal)
    }

    /// What the writer does.
    enum WriterAction {
        /// Write these calls as one group, then call ``committed()``.
        case write([PendingCall])
        /// Sleep until woken.
        case park
        /// Nothing comes any more.
        case stop
    }

    private let queueLimitBytes: Int
    private let groupLimitBytes: Int
    private var waiting: [PendingCall] = []
    /// Bytes of all calls that aren't answered yet, those being written included.
    private(set) var queuedBytes = 0
    private var writingBytes = 0
    private var isParked = false
    private var isClosed = false

    /// Starts empty and open.
    init(queueLimitBytes: Int, groupLimitBytes: Int) {
        self.queueLimitBytes = queueLimitBytes
        self.groupLimitBytes = groupLimitBytes
    }

    /// A sender brings a call.
    ///
    /// A call above the limit is taken when nothing else waits, so that it isn't refused for ever.
    mutating func submit(_ call: PendingCall) -> SubmitAction {
        guard !isClosed else { return .refuse(.closed) }
        guard queuedBytes == 0 || queuedBytes + call.bytes <= queueLimitBytes else {
            return .refuse(.queueFull(limitBytes: queueLimitBytes))
        }
        waiting.append(call)
        queuedBytes += call.bytes
        guard isParked else { return .wait }
        isParked = false
        return .wake
    }

    /// The writer asks what to do.
    mutating func next() -> WriterAction {
        precondition(writingBytes == 0, "one group at a time")
        guard !waiting.isEmpty else {
            if isClosed { return .stop }
            isParked = true
            return .park
        }
        var count = 0
        while count < waiting.count, count == 0 || writingBytes + waiting[count].bytes <= groupLimitBytes {
            writingBytes += waiting[count].bytes
            count += 1
        }
        let group = Array(waiting[..<count])
        waiting.removeFirst(count)
        return .write(group)
    }

    /// The group was answered, one way or the other.
    mutating func committed() {
        queuedBytes -= writingBytes
        writingBytes = 0
    }

    /// The writer's sleep timed out; false when somebody has woken it, or is about to.
    mutating func unpark() -> Bool {
        guard isParked else { return false }
        isParked = false
        return true
    }

    /// Takes no more calls; true when the writer has to be woken.
    mutating func close() -> Bool {
        isClosed = true
        defer { isParked = false }
        return isParked
    }

    /// Hands out what nobody will write any more.
    mutating func abandon() -> [PendingCall] {
        isClosed = true
        defer { waiting = [] }
        return waiting
    }
}
