import CasebookModel

extension MessagesTests {
    static let expectedTypes: [ExpectedType] = [
        .text, .date, .flag, .affirmation, .record, .keyed, .list, .mapping, .integer(nil), .integer(1...3), .reference,
    ]

    static let constructs: [Construct] = [
        .nesting, .tableCells, .tableColumns, .openBrackets, .references, .openMarkup, .parentheses, .addresses,
        .linesAboveTable,
    ]

    static let templateFaults: [TemplateFault] = [
        .unclosedTag, .unclosedSection(name: "pages"), .strayClose(name: "pages"),
        .mismatchedClose(name: "page", expected: "pages"), .missingPartial(name: "head"),
        .recursivePartial(name: "head"),
        .wrongUse(name: "pages"), .emptyTag,
    ]

    static let unreadableReasons: [UnreadableReason] = [
        .permission, .vanished, .changing, .name, .pathTooLong, .brokenLink, .repeatedLink,
        .system(LocalizedText("输入输出错误", "input/output error")),
    ]

    static let lostAddresses: [LostAddress] = [
        .gone(successor: nil), .gone(successor: "calm-first"), .unpublished(.draft), .moved(path: "guides/soothe.html"),
        .redirectGone,
    ]

    static let sharedPlaces: [SharedPlaces] = [.none, .cause, .step, .causeAndStep]

    static let noteSubjects: [NoteSubject] = [.firstDefinition, .forbiddenHere]

    /// Problems of libYAML that trainers meet; what it says beyond them stays English.
    static let yamlProblems = [
        "could not find expected ':'", "did not find expected key", "did not find expected '-' indicator",
        "did not find expected ',' or ']'", "did not find expected ',' or '}'", "did not find expected node content",
        "did not find expected alphabetic or numeric character", "did not find expected whitespace or line break",
        "did not find expected comment or line break", "did not find expected <document start>",
        "found character that cannot start any token", "found unexpected end of stream",
        "found unexpected document indicator", "found unknown escape character", "found unexpected ':'",
        "found undefined alias", "found a tab character that violates indentation",
        "block sequence entries are not allowed in this context", "mapping keys are not allowed in this context",
        "control characters are not allowed", "but found another document", "found an indentation indicator equal to 0",
    ]

    /// Each case of ``Problem``, with and without what may be missing in it.
    static let samples: [Problem] = {
        var samples: [Problem] = [
            .frontMatterNeverCloses, .frontMatterNotMapping, .frontMatterTooManyAliases(count: 40, limit: 16),
            .frontMatterTooLarge(bytes: 300_000, limit: 262_144), .frontMatterTooDeep(limit: 32),
        ]
        samples += yamlProblems.map { .yamlSyntax(problem: $0) }
        samples += [
            .yamlTab, .yamlUnquotedColon, .yamlFullWidthColon, .duplicateKey(key: "title"), .notUTF8(byte: 0x0F),
            .notUTF8(byte: 0xD6), .fileTooLarge(bytes: 52_428_800, limit: 5_000_000),
        ]
        samples += constructs.map { .tooComplex(construct: $0, limit: 500) }
        samples += [
            .runawayPattern(pattern: "/(哈+)+吧/"), .slowPattern(pattern: "/(哈|哈哈)+吧/", list: "Content/forbidden.yml"),
        ]
        samples += [
            .unknownKey(key: "sumary", place: LocalizedText("案例", "Case"), near: "summary"),
            .unknownKey(key: "colour", place: LocalizedText("案例", "Case"), near: nil),
            .unusedKey(key: "layout", pages: 12),
            .unknownKind(kind: "scrpt", near: "script", known: ["case", "script"]),
            .unknownKind(kind: "recipe", near: nil, known: ["case", "script"]),
            .unknownValue(field: "channels", value: "phnoe", near: "phone", known: ["phone", "online"]),
            .unknownValue(field: "channels", value: "fax", near: nil, known: ["phone", "online"]),
            .noSuchVocabulary(field: "channels", value: "phone", vocabulary: "channel"),
        ]
        samples += expectedTypes.map { .wrongType(field: "days", expected: $0, found: "十五") }
        samples += [
            .missingField(field: "summary", place: LocalizedText("案例", "Case")),
            .missingFieldWhen(field: "escalate", other: "risk", value: "high"), .missingTitle, .noSpokenLine,
            .missingSection(section: "启示"), .sectionOrder(section: "结果", before: "启示"), .invalidID(id: "a/b"),
            .duplicateID(id: "soothe"), .addressClash(address: "cases/soothe.html"),
            .outsideContent(path: "../secret.md"),
            .notAFile(path: "pipe"),
        ]
        samples += unreadableReasons.map { .unreadable(path: "cases/a.md", reason: $0) }
        samples += [
            .unresolvedLink(target: "sooth", near: "soothe"), .unresolvedLink(target: "nobody", near: nil),
            .unresolvedLink(target: "", near: nil),
            .cardWithoutLine(id: "noon-queue", kind: LocalizedText("案例", "Case")),
            .ambiguousLink(target: "setup", candidates: ["a/setup", "b/setup"]),
            .unresolvedAnchor(anchor: "背影", page: "noon-queue", near: "背景"),
            .unresolvedAnchor(anchor: "别的", page: "noon-queue", near: nil),
            .unresolvedRelation(field: "scripts", id: "sooth", near: "soothe"),
            .unresolvedRelation(field: "scripts", id: "nobody", near: nil),
            .wrongRelationKind(
                field: "causes", id: "soothe", kind: LocalizedText("话术", "Script"),
                expected: [LocalizedText("投诉原因", "Cause")]),
            .wrongRelationKind(
                field: "trains", id: "soothe", kind: LocalizedText("话术", "Script"),
                expected: [LocalizedText("步骤", "Step"), LocalizedText("方法", "Method")]),
        ]
        samples += [PageStatus.draft, .inReview].map { .unpublishedTarget(id: "soothe", status: $0) }
        samples += [
            .missingAsset(path: "images/quue.png", near: "images/queue.png"),
            .missingAsset(path: "images/x.png", near: nil),
            .unsupportedAsset(path: "tool.exe"), .stepNumberGap(found: 4, expected: 3),
            .stepNumberGap(found: 0, expected: 1),
            .stepNumberRepeated(number: 2), .stepWithoutNumber(file: "vent.md"),
            .stepsWithoutMethod(folder: "methods/six-steps"),
            .causeCycle(ids: ["a", "b", "a"]), .asymmetricConflict(id: "apology"),
            .undeclaredSlot(name: "称乎", near: "称呼"), .undeclaredSlot(name: "金额", near: nil), .unusedSlot(name: "称呼"),
            .forbiddenWording(found: "不可能", reason: "把话说死", instead: "我先帮您核实"),
            .forbiddenWording(found: "不可能", reason: "把话说死", instead: nil), .invalidPattern(pattern: "/(不可能/"),
        ]
        samples += PrivateDataKind.allCases.map { .privateData(kind: $0, masked: "138****5678") }
        samples += [
            .unreviewedApproval(missing: ["reviewed_on"]),
            .unreviewedApproval(missing: ["reviewed_on", "reviewed_by"]),
            .overdueReview(date: CalendarDate("2026-08-14")!), .orphanPage, .duplicateTitle(title: "安抚"),
            .rawHTML(excerpt: "<div class=\"x\">"), .externalAsset(address: "https://example.org/a.png"),
            .unsafeLink(scheme: "javascript"), .unusedExcuse(id: "raw-html"),
            .unknownExcuse(id: "raw-htm", near: "raw-html"),
            .unknownExcuse(id: "", near: nil), .excuseWithoutReason(id: "raw-html"),
        ]
        samples += contentSamples
        samples += templateFaults.map { .templateSyntax($0) }
        samples += [
            .templateName(name: "titel", view: "page", near: "title"),
            .templateName(name: "nothing", view: "page", near: nil),
        ]
        samples.append(.longAddress(name: String(repeating: "投诉", count: 45), bytes: 275, limit: 245))
        samples += lostAddresses.map { .lostAddress(path: "scripts/soothe.html", title: "安抚", id: "soothe", now: $0) }
        samples += [
            .searchTest(
                query: "机器把钱吃了", id: "cash-retained", top: 3, found: ["branch-code", "soothe", "apology"], rank: 7),
            .searchTest(query: "吞钱", id: "cash-retained", top: 1, found: ["branch-code"], rank: nil),
            .searchTest(query: "tunqian", id: "cash-retained", top: 3, found: [], rank: nil),
        ]
        return samples
    }()
}

extension MessagesTests {
    /// Of what content says and how it hangs together.
    static let contentSamples: [Problem] = {
        var samples: [Problem] = [
            .incompleteMethod(method: "六步法则", missing: ["six-steps/solve", "six-steps/follow-up"]),
            .unplacedScript(count: 1), .unplacedScript(count: 37), .causeWithoutScript(count: 1),
            .causeWithoutScript(count: 37), .stepWithoutScript(count: 1), .stepWithoutScript(count: 37),
            .longSentence(start: "我们这边已经把您反映", characters: 72, limit: 60),
        ]
        samples += sharedPlaces.map { .similarScripts(id: "soothe", percent: 83, shared: $0) }
        samples += [
            .aliasTwice(alias: "安抚客户"), .aliasIsOwnTitle(alias: "安抚话术"), .aliasClash(alias: "安抚客户", page: "soothe"),
            .aliasIsTitle(alias: "安抚话术", page: "soothe"), .valueClash(word: "热线", value: "phone"),
            .longTitle(characters: 34, limit: 30), .unlinkedTerm(word: "吞钞", id: "retained-cash-term"),
            .unsafeAsset(path: "images/flow.svg", removed: UnsafePart.allCases),
            .unsafeAsset(path: "images/flow.svg", removed: []),
        ]
        return samples
    }()
}
