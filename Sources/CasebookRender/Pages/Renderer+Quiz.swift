import CasebookModel

extension Renderer {
    func renderQuiz(_ sink: OutputSink) throws {
        guard let route = shared.special.quiz else { return }
        let here = EncodedRoute(route)
        let title = shared.words[.quiz]
        let quiz = Quiz(shared)
        let view = QuizView(
            frame: frame(route, title), title: title, crumbs: crumbs(to: "", from: here),
            choices: quiz.choices.map { QuizChoiceView(context: shared, place: here, choice: $0) },
            discussions: quiz.discussions.map { QuizDiscussionView(context: shared, place: here, discussion: $0) })
        try emit(shared.theme.quiz, view, at: route, sink)
    }
}
