/// The paths at which two trees differ, for a message that a person can read.
package func differences<Value: Equatable>(_ left: [String: Value], _ right: [String: Value]) -> [String] {
    Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }.sorted()
}
