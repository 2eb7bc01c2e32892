import CasebookModel

/// The look of a site: compiled templates, the words of its language, and the files that browsers load.
package struct Theme: Sendable {
    /// Templates of content pages, by the kind's name.
    let pages: [String: PageTemplate]
    /// Retired pages of every kind, of which nothing more is said than that they are, and what to use instead.
    let retired: Template
    /// The left column of every page, for the site's view.
    let tree: Template
    let list: Template
    let home: Template
    let causeTree: Template
    let comparison: Template
    let glossary: Template
    let vocabulary: Template
    let value: Template
    let coverage: Template
    let quiz: Template
    /// A case's sheet, and the list of all.
    let rolePlay: Template
    let rolePlays: Template
    let health: Template
    let search: Template
    let notFound: Template
    /// Stands for pages that a browser doesn't keep, where there is no network.
    let offline: Template
    let redirect: Template
    /// Many pages as one, to print.
    let book: Template
    let words: InterfaceWords
    let files: ThemeFiles
    /// The service worker without what it has to know of a site.
    let worker: [UInt8]
    let assets: ThemeAssets

    /// What a theme is loaded for.
    package enum Purpose: Sendable {
        case publishing
        /// Nobody will load its scripts: they keep their long names, since making short ones takes most of the time.
        case checking
    }

    /// Compiles the files of a theme for a site.
    ///
    /// - Parameters:
    ///   - files: By path below the templates folder: a site's own where there are any, else the default theme's.
    ///   - configuration: Its kinds say which fields templates may name, its language which words they get, its
    ///     templates folder how messages call the files.
    ///   - purpose: Everything is found for either.
    ///   - hash: At least eight hexadecimal digits of a hash of a file's content.
    ///   - shorten: Gives what ``shortened(_:)`` does, for whoever kept it.
    /// - Returns: `nil` with diagnostics where anything is wrong; every fault of every file is among them.
    package static func load(
        files: [String: [UInt8]], configuration: Configuration, for purpose: Purpose = .publishing,
        hash: @escaping ([UInt8]) -> String, shortening shorten: @escaping ([UInt8]) -> [UInt8] = shortened
    ) -> Outcome<Theme?> {
        var loader = ThemeLoader(
            files: files, configuration: configuration, purpose: purpose, hash: hash, shorten: shorten)
        return loader.load()
    }

    /// A script with short names, as browsers load it. Depends on the script alone.
    package static func shortened(_ script: [UInt8]) -> [UInt8] { ShortNames.shortened(script) }
}

/// A compiled template of content pages, and what of a page's data it shows in places of its own.
struct PageTemplate: Sendable {
    struct Shown: Sendable {
        var fields: Set<String>
        var relations: Set<String>
        var sections: Set<String>
        static let nothing = Shown(fields: [], relations: [], sections: [])
    }

    let template: Template
    let shown: Shown

    init(_ template: Template) {
        self.template = template
        let used = template.usedNames
        shown = Shown(
            fields: used["page fields"] ?? [], relations: used["relations"] ?? [], sections: used["sections"] ?? [])
    }
}
