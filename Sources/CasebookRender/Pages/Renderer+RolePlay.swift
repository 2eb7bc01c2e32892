import CasebookModel

extension Renderer {
    /// Where a case's sheet goes.
    func rolePlayRoute(of page: Site.PageIndex) -> Route {
        shared.special.rolePlay(of: shared.route(of: page))
    }

    func renderRolePlay(of page: Site.PageIndex, _ sink: OutputSink) throws {
        let route = rolePlayRoute(of: page)
        try emit(shared.theme.rolePlay, RolePlayView(shared, page: page, route: route), at: route, sink)
    }

    func renderRolePlays(_ sink: OutputSink) throws {
        guard let first = shared.special.rolePlays else { return }
        let title = shared.words[.rolePlays]
        let cases = shared.rolePlayCases
        try forEachPage(first: first, total: cases.count) { route, range, pager in
            let here = EncodedRoute(route)
            let sheets = cases[range].map { RolePlayLinkView(context: shared, place: here, page: $0) }
            let view = RolePlayListView(
                frame: frame(route, title), title: title, crumbs: crumbs(to: "", from: here), sheets: sheets,
                total: cases.count, pager: pager)
            try emit(shared.theme.rolePlays, view, at: route, sink)
        }
    }
}
