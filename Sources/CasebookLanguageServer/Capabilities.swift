import CasebookModel

/// What the server can do, as it says at the start.
enum Capabilities {
    static func write(version: String, to json: inout JSONWriter) {
        json.object { json in
            json.key("capabilities")
            json.object { json in
                json.member("positionEncoding", "utf-16")
                json.key("textDocumentSync")
                json.object { json in
                    json.member("openClose", true)
                    // Changed ranges only.
                    json.member("change", 2)
                    json.member("save", true)
                }
                json.key("completionProvider")
                json.object { json in
                    json.member("triggerCharacters", ["[", "{", "#", ":", " ", ","])
                }
                json.member("hoverProvider", true)
                json.member("definitionProvider", true)
                json.key("renameProvider")
                json.object { json in
                    json.member("prepareProvider", true)
                }
            }
            json.key("serverInfo")
            json.object { json in
                json.member("name", "casebook")
                json.member("version", version)
            }
        }
    }

    /// Asks the editor to say when files change that it hasn't opened.
    static let watchFiles = Reply.request("watch", "client/registerCapability") { json in
        json.object { json in
            json.key("registrations")
            json.array { json in
                json.object { json in
                    json.member("id", "watch")
                    json.member("method", "workspace/didChangeWatchedFiles")
                    json.key("registerOptions")
                    json.object { json in
                        json.key("watchers")
                        json.array { json in
                            json.object { json in
                                json.member("globPattern", "**/*")
                            }
                        }
                    }
                }
            }
        }
    }
}
