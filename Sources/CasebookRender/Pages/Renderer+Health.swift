import CasebookModel

extension Renderer {
    func renderHealth(_ sink: OutputSink) throws {
        let route = shared.special.health
        let here = EncodedRoute(route)
        let title = shared.words[.health]
        let view = HealthView(
            frame: frame(route, title), title: title, crumbs: crumbs(to: "", from: here),
            report: HealthReport(shared.site), place: here)
        try emit(shared.theme.health, view, at: route, sink)
    }
}
