import CasebookModel

/// What the server can do, as it says at the start.
enum Capabilities {
    static func write(version: String, to json: inout JSONWriter) {
        json.object { json in
            json.key("capabilities")
            json.object { json in
                json.key("positionEncoding")
                json.string("utf-16")
                json.key("textDocumentSync")
                json.object { json in
                    json.key("openClose")
                    json.flag(true)
                    // Changed ranges only.
                    json.key("change")
                    json.integer(2)
                    json.key("save")
                    json.flag(true)
                }
                json.key("completionProvider")
                json.object { json in
                    json.key("triggerCharacters")
                    json.strings(["[", "{", "#", ":", " ", ","])
                }
                json.key("hoverProvider")
                json.flag(true)
                json.key("definitionProvider")
                json.flag(true)
                json.key("renameProvider")
                json.object { json in
                    json.key("prepareProvider")
                    json.flag(true)
                }
            }
            json.key("serverInfo")
            json.object { json in
                json.key("name")
                json.string("casebook")
                json.key("version")
                json.string(version)
            }
        }
    }

    /// Asks the editor to say when files change that it hasn't opened.
    static let watchFiles: [UInt8] = {
        var json = JSONWriter()
        json.object { json in
            json.key("jsonrpc")
            json.string("2.0")
            json.key("id")
            json.string("watch")
            json.key("method")
            json.string("client/registerCapability")
            json.key("params")
            json.object { json in
                json.key("registrations")
                json.array { json in
                    json.object { json in
                        json.key("id")
                        json.string("watch")
                        json.key("method")
                        json.string("workspace/didChangeWatchedFiles")
                        json.key("registerOptions")
                        json.object { json in
                            json.key("watchers")
                            json.array { json in
                                json.object { json in
                                    json.key("globPattern")
                                    json.string("**/*")
                                }
                            }
                        }
                    }
                }
            }
        }
        return json.bytes
    }()
}
