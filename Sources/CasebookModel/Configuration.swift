/// What `casebook.yml` says, with defaults filled in.
package struct Configuration: Sendable {
    package var title: String
    package var language: SiteLanguage
    /// The site's public address with a final `/`; `nil`: no sitemap, feed or canonical links.
    package var url: String?
    /// Folders relative to the source folder.
    package var content: String
    package var templates: String
    /// A `mailto:` or `https:` address for 报告问题.
    package var feedback: String?
    /// By diagnostic id; `nil` as a value: the check is off.
    package var checks: [String: Severity?]
    package var kinds: KindTable
    package var privacy: PrivacyRules
    /// No `casebook.yml`: any folder of Markdown, where findings are warnings.
    package var isImplicit: Bool

    package init(
        title: String, language: SiteLanguage, url: String?, content: String, templates: String, feedback: String?,
        checks: [String: Severity?], kinds: KindTable, privacy: PrivacyRules = PrivacyRules(), isImplicit: Bool
    ) {
        self.title = title
        self.language = language
        self.url = url
        self.content = content
        self.templates = templates
        self.feedback = feedback
        self.checks = checks
        self.kinds = kinds
        self.privacy = privacy
        self.isImplicit = isImplicit
    }
}

/// What a site says about private data besides what Casebook knows.
package struct PrivacyRules: Hashable, Sendable {
    /// Regular expressions of what must not be published (a bank's own customer numbers).
    package var patterns: [String]
    /// Texts that are no findings although they look like some, as they are written (a hotline with a landline's digits).
    package var exceptions: Set<String>

    package init(patterns: [String] = [], exceptions: Set<String> = []) {
        self.patterns = patterns
        self.exceptions = exceptions
    }
}

/// Which edition of a site to make; everything about a build that is neither content nor configuration.
package struct Edition: Hashable, Sendable {
    /// Unpublished pages are built too, with a banner.
    package var includesDrafts: Bool
    /// The site works from `file://`.
    package var portable: Bool
    /// The day against which reviews are overdue and time-boxed pages leave the home page.
    package var date: CalendarDate

    package init(includesDrafts: Bool, portable: Bool, date: CalendarDate) {
        self.includesDrafts = includesDrafts
        self.portable = portable
        self.date = date
    }
}
