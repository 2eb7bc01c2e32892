import CasebookModel

/// `site-manifest.json`: what a built site consists of. Other programs read it, and the next build knows by it which
/// files of the output folder are Casebook's.
package struct SiteManifest: Hashable, Sendable {
    package struct File: Hashable, Sendable {
        /// Relative to the site's root, not percent-encoded.
        package var path: String
        package var size: Int
        package var hash: ContentHash

        package init(path: String, size: Int, hash: ContentHash) {
            self.path = path
            self.size = size
            self.hash = hash
        }
    }

    /// A content page; lists and redirects are none.
    package struct Page: Hashable, Sendable {
        package var id: String
        /// Relative to the site's root, not percent-encoded.
        package var url: String
        package var title: String
        package var kind: String
        package var status: String
        /// Of the page's own file, by which a reviewer tells what was written from what only surrounds it; `nil` in
        /// manifests of a Casebook that didn't write it.
        package var source: String?

        package init(id: String, url: String, title: String, kind: String, status: String, source: String? = nil) {
            self.id = id
            self.url = url
            self.title = title
            self.kind = kind
            self.status = status
            self.source = source
        }
    }

    /// An address that a page had before, and that leads to it now.
    package struct Redirect: Hashable, Sendable {
        /// Relative to the site's root, not percent-encoded.
        package var url: String
        /// The page's address.
        package var to: String

        package init(url: String, to: String) {
            self.url = url
            self.to = to
        }
    }

    package static let version = 1
    package static let fileName = "site-manifest.json"

    package var drafts: Bool
    /// Sorted by path; the manifest itself is not among them.
    package let files: [File]
    /// Sorted by address.
    package let pages: [Page]
    /// Sorted by address.
    package let redirects: [Redirect]

    package init(drafts: Bool, files: [File], pages: [Page], redirects: [Redirect] = []) {
        self.drafts = drafts
        self.files = files.sorted { $0.path.precedesInBytes($1.path) }
        self.pages = pages.sorted { $0.url.precedesInBytes($1.url) }
        self.redirects = redirects.sorted { $0.url.precedesInBytes($1.url) }
    }
}
