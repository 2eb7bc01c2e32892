/// The languages in which the generated site speaks.
package enum SiteLanguage: String, Sendable, CaseIterable {
    case simplifiedChinese = "zh-Hans"
    case traditionalChinese = "zh-Hant"
    case english = "en"
}

/// The languages in which the program itself speaks.
package enum ProgramLanguage: String, Sendable, CaseIterable {
    case chinese = "zh"
    case english = "en"
}

/// A text that a declaration gives in Chinese and English.
package struct LocalizedText: Hashable, Sendable, Codable {
    package var chinese: String
    package var english: String

    package init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }

    /// The same words in both languages: names that authors gave.
    package init(_ name: String) { self.init(name, name) }

    package func text(in language: SiteLanguage) -> String {
        switch language {
        case .simplifiedChinese: chinese
        case .traditionalChinese: TraditionalLabels.table[chinese] ?? chinese
        case .english: english
        }
    }
    package func text(in language: ProgramLanguage) -> String { language == .english ? english : chinese }
}
