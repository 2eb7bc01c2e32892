/// What can be done with a text without knowing what it is about.
///
/// Takes and gives text; fails never; reads no file, knows no page and no language setting. In reading order:
/// ``fold(_:)`` makes spellings alike, ``Analyzer`` cuts folded text into the terms of search, ``nearestName(to:among:)``
/// finds what a slip of the keyboard meant, ``Pinyin`` reads Chinese, ``pinyinSequences(of:)`` cuts what was typed for it,
/// ``displayWidth(_:)`` counts the columns of a terminal.
///
/// Folding and analysis exist a second time in JavaScript (`Templates/search/analyzer.js`): a query that is cut in the
/// browser has to meet an index that was cut here. Change both or neither; the golden vectors in
/// `Tests/Fixtures/analyzer` run through both. The same holds for typed pinyin, with `Tests/Fixtures/pinyin`.
package enum CasebookText {}
