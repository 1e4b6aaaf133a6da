/// An object that was in view at one moment, with what is known of what it showed.
package struct VisibleObject: Sendable, Hashable {
    /// Its view.
    package let view: ObjectView

    /// The data that it showed.
    package let data: DataCapture?

    /// The picture of it.
    package let picture: PictureTaken?

    /// Describes an object in view.
    package init(view: ObjectView, data: DataCapture?, picture: PictureTaken?) {
        self.view = view
        self.data = data
        self.picture = picture
    }
}
