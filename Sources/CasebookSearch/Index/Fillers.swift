import CasebookModel

/// Words that people put around what they look for. A query that finds nothing is asked again without them.
enum Fillers {
    /// Folded, longest first.
    static func words(of language: SiteLanguage) -> [String] { language == .english ? english : chinese }

    // Of single characters only those that hardly any word has: 要 would take 重要 apart.
    private static let chinese = sorted([
        "怎么办", "怎么回事", "怎么样", "怎么", "怎样", "咋办", "咋", "如何", "为什么", "为何", "为啥", "什么", "啥", "吗", "呢", "吧", "啊", "呀", "嘛",
        "请问", "一直", "老是", "总是", "是不是", "能不能", "可不可以", "可以", "有没有", "哪里", "哪个", "时候", "应该",
        "我们", "一下", "这个", "那个", "这种", "那种", "这样", "那样", "如果", "遇到", "碰到", "关于", "的话",
    ])

    private static let english = sorted([
        "how", "what", "why", "when", "where", "which", "who", "do", "does", "did", "is", "are", "was", "were", "can",
        "could", "should", "would", "will", "may", "might", "a", "an", "the", "to", "of", "for", "in", "on", "at",
        "and",
        "or", "if", "i", "we", "you", "he", "she", "it", "they", "my", "our", "your", "me", "us", "please", "there",
        "this", "that",
    ])

    private static func sorted(_ words: [String]) -> [String] {
        words.sorted { left, right in
            let (a, b) = (left.unicodeScalars.count, right.unicodeScalars.count)
            return a != b ? a > b : Array(left.utf8).lexicographicallyPrecedes(Array(right.utf8))
        }
    }
}
