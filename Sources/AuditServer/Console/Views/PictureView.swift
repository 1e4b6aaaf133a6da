import AuditCatalog
import Mustache

/// A stored picture on a page.
struct PictureView: Sendable {
    let source: String
    let description: String
    let width: Int
    let height: Int

    /// Shows a picture of `what`.
    init(_ picture: CatalogPicture, of what: String) {
        source = "/console/pictures/\(picture.sha256).\(picture.fileExtension)"
        description = "Picture of \(what)"
        width = picture.width
        height = picture.height
    }
}

extension PictureView: MustacheParent {
    /// Without reflection, because pages have many of these.
    func child(named name: String) -> Any? {
        switch name {
        case "source": source
        case "description": description
        case "width": width
        case "height": height
        default: nil
        }
    }
}
