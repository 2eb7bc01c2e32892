/// How a file looked when its bytes were known: what tells without reading that they are the same still.
package struct FileStamp: Hashable, Sendable {
    package var size: Int
    /// In nanoseconds since 1970.
    package var modified: Int64
    package var inode: UInt64
    package var mode: UInt32

    package init(size: Int, modified: Int64, inode: UInt64, mode: UInt32) {
        self.size = size
        self.modified = modified
        self.inode = inode
        self.mode = mode
    }

    /// The device is left out: it has another number after the next start of the machine.
    package init(_ status: FileStatus) {
        self.init(
            size: status.size, modified: status.modified, inode: status.identity.inode, mode: status.mode)
    }

    /// Whether the file may have been written to after `moment` without its time showing it, as git calls racy: clocks of
    /// file systems tick, and what is written twice within a tick to the same size looks the same.
    package func isRacy(at moment: Int64) -> Bool {
        // Linux' clock for files ticks every 4 to 10 ms. Whole seconds are either chance or a disk that knows no parts.
        let tick: Int64 = modified % 1_000_000_000 == 0 ? 2_000_000_000 : 20_000_000
        return modified >= moment - tick
    }
}
