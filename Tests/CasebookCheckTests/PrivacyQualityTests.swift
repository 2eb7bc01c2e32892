import CasebookCheck
import CasebookModel
import Testing

/// How well the privacy gate tells what it has to find from what only looks like it. Run it to see the figures.
@Suite struct PrivacyQualityTests {
    private func kinds(in text: String) -> [String] {
        PrivateData.find(in: Array(text.utf8), file: "f").compactMap {
            if case .privateData(let kind, _) = $0.problem { kind.rawValue } else { nil }
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `of invented private data the gate finds 99 in 100, and takes one in 100 other things for it`(seed: UInt64) {
        var samples = PrivacySamples(seed: seed)
        let positives = samples.positives(ofEachKind: 90)
        let negatives = samples.negatives(ofEachFamily: 60)
        let missed = positives.filter { !kinds(in: $0.text).contains($0.kind ?? "") }
        let mistaken = negatives.filter { !kinds(in: $0.text).isEmpty }
        print(
            "privacy gate, seed \(seed): \(positives.count - missed.count) of \(positives.count) found,",
            "\(mistaken.count) of \(negatives.count) mistaken")
        for sample in missed { print("  missed \(sample.kind ?? "?"): \(sample.text)") }
        for sample in mistaken { print("  mistaken: \(sample.text) \(kinds(in: sample.text))") }
        #expect(positives.count >= 400 && negatives.count >= 400)
        #expect(missed.count * 100 <= positives.count)
        #expect(mistaken.count * 100 <= negatives.count)
    }
}
