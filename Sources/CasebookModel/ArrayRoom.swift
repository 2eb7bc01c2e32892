extension Array {
    /// A copy that takes no more memory than its elements. An array that has grown has room for up to twice as many, and what
    /// is kept in parts while others are made (documents, parts of the index) keeps that room with it.
    package var withoutRoom: [Element] {
        capacity > count ? withUnsafeBufferPointer { Array($0) } : self
    }
}
