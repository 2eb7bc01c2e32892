/// The stable names of everything that can be wrong with content. Authors, excuses and `checks:` refer to them.
package enum DiagnosticID: String, Sendable, CaseIterable {
    // Configuration and front matter.
    case frontMatterSyntax = "front-matter-syntax"
    case notUTF8 = "not-utf8"
    case fileTooLarge = "file-too-large"
    case unreadableFile = "unreadable-file"
    case tooComplex = "too-complex"
    case unknownKey = "unknown-key"
    case unknownKind = "unknown-kind"
    case unknownValue = "unknown-value"
    case wrongType = "wrong-type"
    case missingField = "missing-field"
    case missingSection = "missing-section"
    // Identity and addresses.
    case duplicateID = "duplicate-id"
    case addressClash = "address-clash"
    case outsideContent = "outside-content"
    case lostAddress = "lost-address"
    case longAddress = "long-address"
    // Links and relations.
    case unresolvedLink = "unresolved-link"
    case unresolvedAnchor = "unresolved-anchor"
    case unresolvedRelation = "unresolved-relation"
    case unpublishedTarget = "unpublished-target"
    case missingAsset = "missing-asset"
    case unsupportedAsset = "unsupported-asset"
    case stepOrder = "step-order"
    case causeCycle = "cause-cycle"
    case asymmetricConflict = "asymmetric-conflict"
    // Coverage.
    case incompleteMethod = "incomplete-method"
    case unplacedScript = "unplaced-script"
    case causeWithoutScript = "cause-without-script"
    case stepWithoutScript = "step-without-script"
    // Scripts.
    case undeclaredSlot = "undeclared-slot"
    case unusedSlot = "unused-slot"
    case forbiddenWording = "forbidden-wording"
    case longSentence = "long-sentence"
    case similarScripts = "similar-scripts"
    // Publishing.
    case privateData = "private-data"
    case unreviewedApproval = "unreviewed-approval"
    case overdueReview = "overdue-review"
    // Readability and safety.
    case orphanPage = "orphan-page"
    case duplicateTitle = "duplicate-title"
    case duplicateAlias = "duplicate-alias"
    case longTitle = "long-title"
    case unlinkedTerm = "unlinked-term"
    case rawHTML = "raw-html"
    case externalAsset = "external-asset"
    case unsafeLink = "unsafe-link"
    case unsafeAsset = "unsafe-asset"
    case unusedExcuse = "unused-excuse"
    // The theme.
    case templateSyntax = "template-syntax"
    case templateName = "template-name"
    // Search.
    case searchTest = "search-test"

    package var defaultSeverity: Severity {
        switch self {
        case .orphanPage, .duplicateTitle, .duplicateAlias, .longTitle, .longSentence, .similarScripts,
            .incompleteMethod, .rawHTML, .externalAsset, .unsafeLink, .unsafeAsset, .unusedExcuse:
            .warning
        // A gap is work to plan and a missing link advice: neither makes what is there wrong.
        case .overdueReview, .unplacedScript, .causeWithoutScript, .stepWithoutScript, .unlinkedTerm: .note
        default: .error
        }
    }

    /// What stays an error in an unpublished page: nothing sensible can be built from it, or it must not leave the
    /// author's machine.
    package var isAlwaysError: Bool {
        switch self {
        case .frontMatterSyntax, .notUTF8, .privateData: true
        // A page that goes back to draft is one of the ways to lose its address.
        case .lostAddress: true
        // Nothing can be written there, whoever is to read it.
        case .longAddress: true
        default: false
        }
    }
}

/// A finding's facts. What they are called in Chinese and English is ``wording``'s to say.
package enum Problem: Hashable, Sendable, Codable {
    // `front-matter-syntax`
    case frontMatterNeverCloses
    case frontMatterNotMapping
    case frontMatterTooManyAliases(count: Int, limit: Int)
    case frontMatterTooLarge(bytes: Int, limit: Int)
    case frontMatterTooDeep(limit: Int)
    case yamlSyntax(problem: String)
    case yamlTab
    case yamlUnquotedColon
    /// `title：…` as a Chinese keyboard writes it.
    case yamlFullWidthColon
    case duplicateKey(key: String)

    case notUTF8(byte: UInt8)
    case fileTooLarge(bytes: Int, limit: Int)
    case tooComplex(construct: Construct, limit: Int)
    /// Repetitions in repetitions, which nobody can look for.
    case runawayPattern(pattern: String)
    /// - Parameter list: The file that the pattern stands in.
    case slowPattern(pattern: String, list: String)

    case unknownKey(key: String, place: LocalizedText, near: String?)
    /// One finding for a key in a folder without configuration.
    case unusedKey(key: String, pages: Int)
    case unknownKind(kind: String, near: String?, known: [String])
    case unknownValue(field: String, value: String, near: String?, known: [String])
    case noSuchVocabulary(field: String, value: String, vocabulary: String)
    case wrongType(field: String, expected: ExpectedType, found: String)
    case missingField(field: String, place: LocalizedText)
    case missingFieldWhen(field: String, other: String, value: String)
    case missingTitle
    case noSpokenLine
    case missingSection(section: String)
    case sectionOrder(section: String, before: String)
    case invalidID(id: String)

    case duplicateID(id: String)
    /// `address-clash` of two ids that differ only in case or normalisation, or of two pages with one address.
    case addressClash(address: String)
    /// - Parameter name: The part of the address that is too long.
    case longAddress(name: String, bytes: Int, limit: Int)
    case outsideContent(path: String)
    /// An address of the published site that this content doesn't answer.
    ///
    /// - Parameter id: Of the page that was there, or that the address led to.
    case lostAddress(path: String, title: String, id: String, now: LostAddress)
    /// A named pipe, socket or device where content is expected.
    case notAFile(path: String)
    case unreadable(path: String, reason: UnreadableReason)

    case unresolvedLink(target: String, near: String?)
    /// `![[id]]` of a page that has no spoken lines to show.
    case cardWithoutLine(id: String, kind: LocalizedText)
    case ambiguousLink(target: String, candidates: [String])
    case unresolvedAnchor(anchor: String, page: String, near: String?)
    case unresolvedRelation(field: String, id: String, near: String?)
    case wrongRelationKind(field: String, id: String, kind: LocalizedText, expected: [LocalizedText])
    case unpublishedTarget(id: String, status: PageStatus)
    case missingAsset(path: String, near: String?)
    case unsupportedAsset(path: String)
    case stepNumberGap(found: Int, expected: Int)
    case stepNumberRepeated(number: Int)
    case stepWithoutNumber(file: String)
    case stepsWithoutMethod(folder: String)
    case causeCycle(ids: [String])
    case asymmetricConflict(id: String)

    /// A case names some steps of a method and leaves out others.
    case incompleteMethod(method: String, missing: [String])
    /// - Parameter count: More than one: where there are many, the first stands for all of them.
    case unplacedScript(count: Int)
    case causeWithoutScript(count: Int)
    case stepWithoutScript(count: Int)

    case undeclaredSlot(name: String, near: String?)
    case unusedSlot(name: String)
    case forbiddenWording(found: String, reason: String, instead: String?)
    case invalidPattern(pattern: String)
    /// - Parameters:
    ///   - start: The sentence's first words.
    ///   - characters: Han characters, of two columns each; a Latin letter is half of one.
    case longSentence(start: String, characters: Int, limit: Int)
    /// - Parameter percent: Of their wording that is the same.
    case similarScripts(id: String, percent: Int, shared: SharedPlaces)

    case privateData(kind: PrivateDataKind, masked: String)
    case unreviewedApproval(missing: [String])
    case overdueReview(date: CalendarDate)

    case orphanPage
    case duplicateTitle(title: String)
    case aliasTwice(alias: String)
    case aliasIsOwnTitle(alias: String)
    case aliasClash(alias: String, page: String)
    case aliasIsTitle(alias: String, page: String)
    /// Two values of a vocabulary go by one word.
    case valueClash(word: String, value: String)
    /// - Parameter characters: As in `longSentence`.
    case longTitle(characters: Int, limit: Int)
    case unlinkedTerm(word: String, id: String)
    case rawHTML(excerpt: String)
    case externalAsset(address: String)
    case unsafeLink(scheme: String)
    /// - Parameter removed: What stays out of the published file; empty where nothing of it could be read.
    case unsafeAsset(path: String, removed: [UnsafePart])
    case unusedExcuse(id: String)
    case unknownExcuse(id: String, near: String?)
    case excuseWithoutReason(id: String)

    case templateSyntax(TemplateFault)
    /// A name that the view at this place of a template doesn't have.
    case templateName(name: String, view: String, near: String?)

    /// A page isn't where `search-tests.yml` wants it.
    ///
    /// - Parameters:
    ///   - query: One line, private data masked.
    ///   - found: The ids of the first `top` results, in order; fewer where fewer were found.
    ///   - rank: Where the page is instead, from 1; `nil` where it is further down or nowhere.
    case searchTest(query: String, id: String, top: Int, found: [String], rank: Int?)
}

/// What has become of a page that was published.
package enum LostAddress: Hashable, Sendable, Codable {
    /// - Parameter successor: A new page that may be what it is called now.
    case gone(successor: String?)
    case unpublished(PageStatus)
    /// - Parameter path: Where it is instead.
    case moved(path: String)
    /// The page is where it was; the address that led to it isn't.
    case redirectGone
}

/// What is wrong with a template's tags.
package enum TemplateFault: Hashable, Sendable, Codable {
    /// `{{` without `}}`.
    case unclosedTag
    case unclosedSection(name: String)
    case strayClose(name: String)
    case mismatchedClose(name: String, expected: String)
    case missingPartial(name: String)
    case recursivePartial(name: String)
    /// A section over a text, or a text where a list or view stands.
    case wrongUse(name: String)
    case emptyTag
}

/// Why a file or folder of the content can't be read.
package enum UnreadableReason: Hashable, Sendable, Codable {
    case permission
    /// It was there when its folder was listed.
    case vanished
    /// Its size or time changed while it was read, twice.
    case changing
    /// Its name is not UTF-8.
    case name
    case pathTooLong
    /// A symbolic link that leads nowhere.
    case brokenLink
    /// A symbolic link into a folder that is being walked, or that another link has led into already.
    case repeatedLink
    /// What the operating system says.
    case system(LocalizedText)
}

/// What two similar scripts are both named by.
package enum SharedPlaces: Hashable, Sendable, Codable {
    case none, cause, step, causeAndStep
}

/// What a picture may not bring along.
package enum UnsafePart: Int, Hashable, Sendable, Codable, CaseIterable {
    case script, handler, foreignObject, outsideReference, animation, entity
}

/// What a field wants, for the words of `wrong-type`.
package enum ExpectedType: Hashable, Sendable, Codable {
    case text, date, flag, affirmation, record, keyed, list, mapping
    case integer(ClosedRange<Int>?)
    case reference
}

/// Markdown constructs that the parser is bounded in.
package enum Construct: Hashable, Sendable, Codable {
    case nesting, tableCells, tableColumns, openBrackets
    /// Bytes of link destinations, counted once for every use of a reference.
    case references
    /// `<?` or `<!` without an end.
    case openMarkup
    /// Closing parentheses without a blank between them.
    case parentheses
    /// Addresses (`://`, `@`) without a blank between them.
    case addresses
    /// Lines of a paragraph that goes over into a table.
    case linesAboveTable
}

package enum PrivateDataKind: String, Hashable, Sendable, Codable, CaseIterable {
    case mobileNumber, landlineNumber, residentID, bankCard, email, plate, socialAccount
    /// By a pattern of the site's own.
    case own
}

/// What a diagnostic's second place is.
package enum NoteSubject: Hashable, Sendable, Codable {
    case firstDefinition
    case forbiddenHere
}
