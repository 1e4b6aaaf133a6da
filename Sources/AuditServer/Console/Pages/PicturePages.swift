import AuditJournal
import Hummingbird
import NIOCore

/// Stored pictures by their hash.
enum PicturePages {
    /// Most bytes of one picture.
    static let maximumBytes = 64 << 20

    static let routes = [
        ConsoleRoute("picture", .get, "/console/pictures/:name", .evidence, recording: .byHandler) {
            request,
            services in
            let name = request.parameter("name")
            guard let picture = PictureName(name) else { throw ConsoleProblem.noSuchPage }
            // Shown by a recorded page, or recorded by itself.
            if !request.person.shownPictures.contains(picture.hash) {
                let shown = ShownContents(pictures: [picture.hash])
                try await services.record(ConsoleRecord(.viewed, "picture", shown: shown), of: request)
            }
            guard let bytes = try await services.sources.picture(picture.path) else {
                throw ConsoleProblem.notFound("This picture is not stored here, or not any more.")
            }
            var answer = ConsoleAnswer()
            answer.contentType = picture.contentType
            answer.body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
            return answer
        }
    ]
}
