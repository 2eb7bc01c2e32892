/// Who may ask the preview for what. Drafts and private notes are in it, and every site that is open in the same browser
/// can send requests to this machine.
struct RequestRules: Sendable {
    let port: UInt16

    /// The names under which a browser on this machine finds the preview. Any other in `Host` means that somebody's name
    /// was made to lead here (DNS rebinding), and that the browser takes that somebody's scripts for ours.
    private var hosts: [String] {
        ["127.0.0.1:\(port)", "localhost:\(port)"] + (port == 80 ? ["127.0.0.1", "localhost"] : [])
    }

    func refusal(of head: RequestHead) -> Response? {
        guard let host = head["host"] else { return Response(.badRequest) }
        guard hosts.contains(host.lowercased()) else { return Response(.misdirected) }
        guard head.method == "GET" || head.method == "HEAD" else { return Response(.methodNotAllowed) }
        // A body that nobody reads would be taken for the next request.
        if head.has("transfer-encoding") || head.has("content-length") && head["content-length"] != "0" {
            return Response(.badRequest)
        }
        return isFromElsewhere(head) ? Response(.forbidden) : nil
    }

    /// Whether another site's page asks, other than by a link that somebody followed.
    private func isFromElsewhere(_ head: RequestHead) -> Bool {
        if head.has("origin"), !hosts.contains(where: { head["origin"]?.lowercased() == "http://\($0)" }) {
            return true
        }
        switch head["sec-fetch-site"] {
        case "cross-site", "same-site":
            // A frame is a navigation too: what embeds the preview could see how it changes.
            return head["sec-fetch-mode"] != "navigate" || head["sec-fetch-dest"] != "document"
        default: return false
        }
    }
}
