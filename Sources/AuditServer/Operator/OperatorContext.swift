import AuditEvents
import Hummingbird
import NIOCore

/// What the operator door knows of a request besides its text.
package struct OperatorContext: RequestContext {
    /// What hummingbird keeps.
    package var coreContext: CoreRequestContextStorage

    /// Address of the other end of the connection.
    let peer: NetworkAddress

    /// Takes the address from the connection.
    package init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress.flatMap { NetworkAddress($0) } ?? NetworkAddress(bits: 0)
    }
}
