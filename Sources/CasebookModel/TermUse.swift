/// A word of a term's page in another page's running text.
package struct TermUse: Hashable, Sendable {
    /// Its number among the words of all terms.
    package var word: Int32
    /// Where the block begins that it stands in, in bytes of the file.
    package var place: Int32

    package init(word: Int32, place: Int32) {
        self.word = word
        self.place = place
    }
}
