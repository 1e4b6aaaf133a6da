/// A picture that may be asked for.
package struct AdmittedPicture: Sendable, Hashable {
    /// Whose ticket is used, and at which proxy.
    package struct Login: Sendable, Hashable {
        /// Who is let in.
        package let user: TicketUser
        /// Where.
        package let proxy: VirtualProxy
    }

    /// Where it is.
    package let url: PictureURL
    /// Nil when nobody logs in.
    package let login: Login?
}
