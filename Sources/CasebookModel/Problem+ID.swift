extension Problem {
    package var id: DiagnosticID {
        switch self {
        case .frontMatterNeverCloses, .frontMatterNotMapping, .frontMatterTooManyAliases, .frontMatterTooLarge,
            .frontMatterTooDeep, .yamlSyntax, .yamlTab, .yamlUnquotedColon,
            .yamlFullWidthColon, .duplicateKey:
            .frontMatterSyntax
        case .notUTF8: .notUTF8
        case .fileTooLarge: .fileTooLarge
        case .tooComplex, .runawayPattern, .slowPattern: .tooComplex
        case .unknownKey, .unusedKey: .unknownKey
        case .unknownKind: .unknownKind
        case .unknownValue, .noSuchVocabulary: .unknownValue
        case .wrongType, .invalidID, .invalidPattern: .wrongType
        case .missingField, .missingFieldWhen, .missingTitle: .missingField
        case .noSpokenLine, .missingSection, .sectionOrder: .missingSection
        case .duplicateID: .duplicateID
        case .addressClash: .addressClash
        case .longAddress: .longAddress
        case .outsideContent: .outsideContent
        case .lostAddress: .lostAddress
        case .notAFile, .unreadable: .unreadableFile
        case .unresolvedLink, .cardWithoutLine, .ambiguousLink: .unresolvedLink
        case .unresolvedAnchor: .unresolvedAnchor
        case .unresolvedRelation, .wrongRelationKind: .unresolvedRelation
        case .unpublishedTarget: .unpublishedTarget
        case .missingAsset: .missingAsset
        case .unsupportedAsset: .unsupportedAsset
        case .stepNumberGap, .stepNumberRepeated, .stepWithoutNumber, .stepsWithoutMethod: .stepOrder
        case .causeCycle: .causeCycle
        case .asymmetricConflict: .asymmetricConflict
        case .undeclaredSlot: .undeclaredSlot
        case .unusedSlot: .unusedSlot
        case .forbiddenWording: .forbiddenWording
        case .privateData: .privateData
        case .unreviewedApproval: .unreviewedApproval
        case .overdueReview: .overdueReview
        case .orphanPage: .orphanPage
        case .duplicateTitle: .duplicateTitle
        case .incompleteMethod: .incompleteMethod
        case .unplacedScript: .unplacedScript
        case .causeWithoutScript: .causeWithoutScript
        case .stepWithoutScript: .stepWithoutScript
        case .longSentence: .longSentence
        case .similarScripts: .similarScripts
        case .aliasTwice, .aliasIsOwnTitle, .aliasClash, .aliasIsTitle, .valueClash: .duplicateAlias
        case .longTitle: .longTitle
        case .unlinkedTerm: .unlinkedTerm
        case .unsafeAsset: .unsafeAsset
        case .rawHTML: .rawHTML
        case .externalAsset: .externalAsset
        case .unsafeLink: .unsafeLink
        case .unusedExcuse, .unknownExcuse, .excuseWithoutReason: .unusedExcuse
        case .templateSyntax: .templateSyntax
        case .templateName: .templateName
        case .searchTest: .searchTest
        }
    }
}
