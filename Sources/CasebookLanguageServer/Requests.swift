import Foundation

/// What an editor sends, as far as it is read. Source: Language Server Protocol 3.17.
enum Incoming {
    struct Envelope: Decodable {
        var id: MessageID?
        /// `nil`: an answer to something that was asked of the editor.
        var method: String?
    }

    /// A number or a text, to be sent back as it came.
    enum MessageID: Decodable, Hashable {
        case number(Int)
        case text(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }
    }

    struct Message<Parameters: Decodable>: Decodable {
        var params: Parameters
    }

    struct Initialize: Decodable {
        struct Folder: Decodable { var uri: String }
        struct Capabilities: Decodable {
            struct Workspace: Decodable {
                struct Files: Decodable { var dynamicRegistration: Bool? }
                struct Edits: Decodable {
                    var documentChanges: Bool?
                    var resourceOperations: [String]?
                }
                var didChangeWatchedFiles: Files?
                var workspaceEdit: Edits?
            }
            var workspace: Workspace?
        }
        var rootUri: String?
        var workspaceFolders: [Folder]?
        var capabilities: Capabilities?
    }

    struct File: Decodable { var uri: String }

    struct Opened: Decodable {
        struct Text: Decodable {
            var uri: String
            var text: String
        }
        var textDocument: Text
    }

    struct Changed: Decodable {
        struct Change: Decodable {
            /// `nil`: the text is all of the file.
            var range: Range?
            var text: String
        }
        struct Range: Decodable {
            var start: TextPosition
            var end: TextPosition
        }
        var textDocument: File
        var contentChanges: [Change]
    }

    struct Closed: Decodable { var textDocument: File }

    struct Asked: Decodable {
        var textDocument: File
        var position: TextPosition
        /// Of a request to rename.
        var newName: String?
    }
}
