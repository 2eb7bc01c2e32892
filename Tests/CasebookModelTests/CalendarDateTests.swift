import CasebookModel
import Testing

@Suite struct CalendarDateTests {
    @Test(arguments: [
        "0001-01-01", "2000-02-29", "2024-02-29", "1900-02-28", "2026-12-31", "9999-12-31", "2026-04-30",
    ])
    func `days of the calendar are read and written alike`(text: String) {
        #expect(CalendarDate(text)?.description == text)
    }

    @Test(arguments: [
        "", "2026", "2026-1-01", "2026-01-1", "26-01-01", "2026/01/01", "2026-01-01 ", " 2026-01-01",
        "2026-01-01T00:00",
        "2026-13-01", "2026-00-10", "2026-02-30", "2026-04-31", "2026-01-00", "1900-02-29", "2100-02-29", "2023-02-29",
        "0000-01-01", "-026-01-01", "２０２６-01-01", "2026-01-0中",
    ])
    func `anything else is no date`(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func `dates are ordered by year, month and day`() throws {
        let texts = ["0999-12-31", "1999-12-31", "2000-01-01", "2000-01-02", "2000-02-01", "2001-01-01"]
        let dates = try texts.map { try #require(CalendarDate($0)) }
        #expect(dates.reversed().sorted() == dates)
    }
}
