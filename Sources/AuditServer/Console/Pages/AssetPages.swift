import Hummingbird
import NIOCore

/// Style, scripts and the page for addresses that lead nowhere: the same for everybody.
enum AssetPages {
    static let routes: [ConsoleRoute] =
        ConsoleFiles.assets.map { asset in
            ConsoleRoute("asset", .get, "/console/assets/\(asset.name)", .everybody, recording: .none) { request, _ in
                var answer = ConsoleAnswer()
                answer.contentType = asset.contentType
                // Asked for with its version in the query, so a newer program's is another address.
                answer.cacheControl = request.query["v"] == nil ? "no-cache" : "public, max-age=31536000, immutable"
                answer.body = ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes()))
                return answer
            }
        } + [
            ConsoleRoute("missing", .get, "/console/**", .everybody, recording: .none) { _, _ in
                throw ConsoleProblem.noSuchPage
            }
        ]
}
