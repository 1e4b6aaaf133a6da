import NIOHTTP1

extension Fault {
    /// What comes instead of the site's answer; nil when the site answers.
    var replacement: SiteAnswer? {
        switch self {
        case .status(let status, let headers):
            var answer = SiteAnswer.page(status, title: "Status \(status)", "This fault was asked for.")
            for (name, value) in headers { answer.headers.replaceOrAdd(name: name, value: value) }
            return answer
        case .redirect(let location, let status): return .redirect(to: location, status: status)
        case .answer(let answer): return answer
        default: return nil
        }
    }

    /// Changes what the site remembers, before it handles the request.
    func prepare(_ state: inout SiteState) {
        switch self {
        case .expireTickets: state.expireTickets()
        case .forgetSessions: state.forgetSessions()
        default: break
        }
    }

    /// Spoils the answer or the way in which it is sent.
    func apply(to delivery: inout Delivery) {
        switch self {
        case .status, .redirect, .answer, .expireTickets, .forgetSessions: break
        case .delay(let duration): delivery.delay += duration
        case .hang: delivery.manner = .never
        case .drip(let interval): delivery.manner = .drip(interval)
        case .dropBeforeHeaders: delivery.manner = .dropBeforeHead
        case .dropAfterHeaders: delivery.manner = .dropAfterHead
        case .truncatedBody(let count): delivery.manner = .truncated(count)
        case .brokenChunking: delivery.manner = .brokenChunks
        case .contentType(let type):
            delivery.answer.headers.remove(name: "Content-Type")
            if let type { delivery.answer.headers.add(name: "Content-Type", value: type) }
        case .htmlAsImage:
            delivery.answer = .page(200, title: "Not a picture", "But the type says so.")
            delivery.answer.headers.replaceOrAdd(name: "Content-Type", value: "image/png")
        case .emptyBody: delivery.answer.body = []
        case .noContent:
            delivery.answer.status = 204
            delivery.answer.body = []
        case .partialContent: Self.halve(&delivery.answer)
        case .gzip: delivery.manner = .compressed
        case .gzipBomb(let count): delivery.manner = .bomb(count)
        case .oversizedBody(let count): delivery.manner = .padded(count)
        case .setCookie(let value): delivery.answer.headers.add(name: "Set-Cookie", value: value)
        }
    }

    private static func halve(_ answer: inout SiteAnswer) {
        let whole = answer.body.count
        let half = whole / 2
        answer.status = 206
        answer.body = Array(answer.body.prefix(half))
        let range = half == 0 ? "*" : "0-\(half - 1)"
        answer.headers.replaceOrAdd(name: "Content-Range", value: "bytes \(range)/\(whole)")
    }
}
