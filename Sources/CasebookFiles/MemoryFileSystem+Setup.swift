/// What tests put onto the disk and find there. None of it counts as a call, none of it fails.
extension MemoryFileSystem {
    /// Makes a file with the folders above it, or gives a file that is there other bytes in place.
    package func put(_ path: String, _ text: String) { put(path, Array(text.utf8)) }

    package func put(_ path: String, _ bytes: [UInt8]) {
        let path = DiskPath(path)
        prepare(path) { contents throws(Refusal) in
            if (try? contents.find(path)) != nil {
                try contents.overwrite(path, bytes)
            } else {
                try contents.create(path, bytes)
            }
        }
    }

    package func putFolder(_ path: String, mode: UInt32 = 0o755) {
        let path = DiskPath(path)
        prepare(path) { contents throws(Refusal) in
            if (try? contents.find(path)) == nil { try contents.add(.folder([:]), at: path, mode: mode) }
        }
    }

    package func putLink(_ path: String, to target: String) {
        let path = DiskPath(path)
        prepare(path) { contents throws(Refusal) in
            try contents.add(.link(DiskPath(target)), at: path, mode: 0o777)
        }
    }

    package func putPipe(_ path: String) {
        let path = DiskPath(path)
        prepare(path) { contents throws(Refusal) in try contents.add(.pipe, at: path, mode: 0o644) }
    }

    /// The next `count` readings of the file find that it changes meanwhile.
    package func makeUnsteady(_ path: String, readings count: Int) {
        let path = DiskPath(path)
        prepare(path) { contents throws(Refusal) in contents.unsteady[try contents.find(path)] = count }
    }

    package func removeEntry(_ path: String) {
        let path = DiskPath(path)
        prepare(path) { contents throws(Refusal) in try contents.detach(path) }
    }

    /// `nil` where nothing is there.
    package func statusNow(_ path: String) -> FileStatus? {
        contents.withLock { contents in
            (try? contents.find(DiskPath(path))).map { contents.status(of: $0) }
        }
    }

    /// Everything below a folder by its path from there: files as text, other things as `<folder>`, `<link>`, `<pipe>`.
    /// Empty where nothing is there.
    package func tree(_ path: String) -> [String: String] {
        contents.withLock { contents in
            guard let root = try? contents.find(DiskPath(path)) else { return [:] }
            var tree: [String: String] = [:]
            var pending = [("", root)]
            while let (prefix, number) = pending.popLast() {
                switch contents.node(number).body {
                case .file(let bytes): tree[prefix] = String(decoding: bytes, as: UTF8.self)
                case .link: tree[prefix] = "<link>"
                case .pipe: tree[prefix] = "<pipe>"
                case .folder(let children):
                    if !prefix.isEmpty { tree[prefix] = "<folder>" }
                    for child in children.values {
                        let name = String(decoding: child.bytes, as: UTF8.self)
                        pending.append((prefix.isEmpty ? name : "\(prefix)/\(name)", child.node))
                    }
                }
            }
            return tree
        }
    }

    /// - Precondition: The body does nothing that the disk refuses: a test that sets up nonsense should fail at once.
    private func prepare(_ path: DiskPath, _ body: (inout Contents) throws(Refusal) -> Void) {
        contents.withLock { contents in
            do throws(Refusal) {
                var above: [DiskPath] = []
                var folder = path.parent
                while folder != folder.parent {
                    above.append(folder)
                    folder = folder.parent
                }
                for folder in above.reversed() where (try? contents.find(folder)) == nil {
                    try contents.add(.folder([:]), at: folder, mode: 0o755)
                }
                try body(&contents)
            } catch {
                preconditionFailure("can't set up \(path): error \(error.code)")
            }
        }
    }
}
