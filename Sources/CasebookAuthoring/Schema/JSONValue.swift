import CasebookModel

/// A JSON value that is put together before it is written. Members keep their order.
package indirect enum JSONValue: Hashable, Sendable {
    case string(String)
    case integer(Int)
    case flag(Bool)
    case array([JSONValue])
    case object([Member])

    package struct Member: Hashable, Sendable {
        package var key: String
        package var value: JSONValue

        package init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    package static func strings(_ texts: some Sequence<String>) -> JSONValue { .array(texts.map { .string($0) }) }

    /// With a line for each member and element, so that two files compare well and people can read them.
    package var lines: [UInt8] {
        var json = JSONWriter()
        write(to: &json, indent: "")
        json.appendRaw(UInt8(ascii: "\n"))
        return json.bytes
    }

    private func write(to json: inout JSONWriter, indent: String) {
        switch self {
        case .string(let text): json.string(text)
        case .integer(let number): json.integer(number)
        case .flag(let flag): json.flag(flag)
        case .array(let values):
            json.beginArray()
            for value in values {
                json.startLine()
                json.appendRaw("\(indent)  ".utf8)
                value.write(to: &json, indent: indent + "  ")
            }
            if !values.isEmpty { json.appendRaw("\n\(indent)".utf8) }
            json.endArray()
        case .object(let members):
            json.beginObject()
            for member in members {
                json.startLine()
                json.appendRaw("\(indent)  ".utf8)
                json.key(member.key)
                json.appendRaw(UInt8(ascii: " "))
                member.value.write(to: &json, indent: indent + "  ")
            }
            if !members.isEmpty { json.appendRaw("\n\(indent)".utf8) }
            json.endObject()
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
    package init(stringLiteral text: String) { self = .string(text) }
    package init(dictionaryLiteral members: (String, JSONValue)...) { self = .object(members.map { Member($0, $1) }) }
    package init(arrayLiteral values: JSONValue...) { self = .array(values) }
}
