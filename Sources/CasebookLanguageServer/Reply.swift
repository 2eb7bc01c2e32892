import CasebookModel

/// Messages to an editor, without their headers.
enum Reply {
    /// Numbers of JSON-RPC 2.0 and of the protocol.
    enum Failure: Int {
        case parseError = -32700
        case unknownMethod = -32601
        case invalidParameters = -32602
        case failed = -32803
    }

    static func success(_ id: Incoming.MessageID?, _ writeResult: (inout JSONWriter) -> Void) -> [UInt8] {
        message { json in
            write(id, to: &json)
            json.key("result")
            writeResult(&json)
        }
    }

    static func failure(_ id: Incoming.MessageID?, _ failure: Failure, _ words: String) -> [UInt8] {
        message { json in
            write(id, to: &json)
            json.key("error")
            json.object { json in
                json.member("code", failure.rawValue)
                json.member("message", words)
            }
        }
    }

    static func notice(_ method: StaticString, _ writeParameters: (inout JSONWriter) -> Void) -> [UInt8] {
        message { json in
            json.member("method", method.description)
            json.key("params")
            writeParameters(&json)
        }
    }

    /// Something that is asked of the editor; its answer is passed over.
    static func request(
        _ id: StaticString, _ method: StaticString, _ writeParameters: (inout JSONWriter) -> Void
    ) -> [UInt8] {
        message { json in
            write(.text(id.description), to: &json)
            json.member("method", method.description)
            json.key("params")
            writeParameters(&json)
        }
    }

    private static func message(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("jsonrpc", "2.0")
            write(&json)
        }
        return json.bytes
    }

    private static func write(_ id: Incoming.MessageID?, to json: inout JSONWriter) {
        json.key("id")
        switch id {
        case .number(let number): json.integer(number)
        case .text(let text): json.string(text)
        case nil: json.null()
        }
    }
}
