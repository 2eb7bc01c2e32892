import CasebookModel
import CasebookRender
import Testing

@Suite struct AssetTests {
    private func published(_ text: String) -> (text: String, removed: [UnsafePart]?) {
        let asset = PublishedAsset(path: "images/a.svg", bytes: Array(text.utf8))
        var removed: [UnsafePart]?
        if case .unsafeAsset("images/a.svg", let parts)? = asset.problem { removed = parts }
        return (String(decoding: asset.bytes, as: UTF8.self), removed)
    }

    // MARK: - SVG

    private static let head = #"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">"#

    @Test(arguments: [
        #"<rect width="1" height='2' style="fill:url(#a)"/>"#, "<title>排队 &amp; 等候</title>",
        "<style>.a{fill:red}</style>",
        ##"<use xlink:href="#a"/><a href="#b"><text>甲</text></a>"##, #"<image href="data:image/png;base64,AAAA"/>"#,
        #"<animate attributeName="x" to="3"/>"#, "<style><![CDATA[ .a{fill:red} ]]></style>",
    ])
    func `a drawing that does nothing is published as it is`(body: String) {
        let text = AssetTests.head + body + "</svg>"
        #expect(published(text) == (text, nil))
    }

    @Test(arguments: [
        ("<script>alert(1)</script><g/>", "<g/>", [UnsafePart.script]),
        ("<svg:script>x</svg:script>", "", [.script]), ("<SCRIPT/>", "", [.script]),
        ("<script><![CDATA[ if (a<b) ]]></script>", "", [.script]),
        ("<g onload=\"x()\" id=\"a\"/>", "<g id=\"a\"/>", [.handler]), ("<g OnClick='x'/>", "<g/>", [.handler]),
        ("<foreignObject><p>x</p></foreignObject><g/>", "<g/>", [.foreignObject]),
        ("<image href=\"https://kefu.cn/a.png\"/>", "<image/>", [.outsideReference]),
        ("<use xlink:href=\"other.svg#a\"/>", "<use/>", [.outsideReference]),
        ("<a href=\"&#106;avascript:x\"/>", "<a/>", [.outsideReference]),
        ("<a xlink:href=\"java\tscript:x\"/>", "<a/>", [.outsideReference]),
        ("<image href=\"data:image/svg+xml;base64,AAAA\"/>", "<image/>", [.outsideReference]),
        ("<style>@import 'a.css';</style>", "<style></style>", [.outsideReference]),
        ("<style>a{fill:url( 'https://kefu.cn/x')}</style>", "<style></style>", [.outsideReference]),
        ("<style>a{fill:u\\72l(//x)}</style>", "<style></style>", [.outsideReference]),
        ("<g style=\"fill:url(//kefu.cn)\"/>", "<g/>", [.outsideReference]),
        ("<set attributeName=\"xlink:href\" to=\"javascript:x\"/>", "", [.animation]),
        ("<animate attributeName=\"onclick\" to=\"x\"/>", "", [.animation]),
        ("<script/><g onload=\"x\"/>", "<g/>", [.script, .handler]),
        // References to characters are resolved before a browser reads a style, an address or a name.
        ("<style>&#64;import 'a.css';</style>", "<style></style>", [.outsideReference]),
        ("<g filter=\"ur&#x6c;(//kefu.cn)\"/>", "<g/>", [.outsideReference]),
        ("<animate attributeName=\"hr&#101;f\" to=\"x\"/>", "", [.animation]),
        ("<animate x:attributeName=\"x\" attributeName=\" href\" to=\"x\"/>", "", [.animation]),
        ("<a ping=\"//kefu.cn\"/>", "<a/>", [.outsideReference]),
        // What is left out of a style brings the words around it together.
        ("<style>@im<!-- -->port 'a.css';</style>", "<style></style>", [.outsideReference]),
        ("<style>@im<![CDATA[port 'a.css';]]></style>", "<style></style>", [.outsideReference]),
        ("<style><g/>@import 'a.css';</style>", "<style></style>", [.foreignObject, .outsideReference]),
        ("<style>a{background:image-set('//kefu.cn/x' 1x)}</style>", "<style></style>", [.outsideReference]),
        // A browser obeys the elements of HTML wherever they stand.
        (
            "<meta xmlns=\"http://www.w3.org/1999/xhtml\" http-equiv=\"refresh\" content=\"0;url=//kefu.cn\"/>", "",
            [.foreignObject]
        ),
        ("<h:a xmlns:h=\"http://www.w3.org/1999/xhtm&#108;\">x</h:a><g/>", "<g/>", [.foreignObject]),
        ("<g xmlns=\"http://www.w3.org/1999/xhtml\"><a/></g>", "", [.foreignObject]),
        ("<img srcset=\"//kefu.cn/x 1x\"/>", "", [.foreignObject]),
    ])
    func `what acts or reaches out is left out and named`(body: String, expected: String, parts: [UnsafePart]) {
        let cleaned = published(AssetTests.head + body + "</svg>")
        #expect(cleaned == (AssetTests.head + expected + "</svg>", parts))
    }

    @Test func `what drawing programs note for themselves goes without a word`() {
        let notes = """
            <metadata><rdf:RDF xmlns:rdf="urn:rdf">张三</rdf:RDF></metadata><x:view xmlns:x="urn:x" x:zoom="2"/><g/>
            """
        #expect(published(AssetTests.head + notes + "</svg>") == (AssetTests.head + "<g/></svg>", nil))
        let prefixed = #"<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:g/></s:svg>"#
        #expect(published(prefixed) == (prefixed, nil))
    }

    @Test func `a file in another encoding than UTF-8 becomes an empty picture`() {
        let empty = Array(#"<svg xmlns="http://www.w3.org/2000/svg"/>"#.utf8)
        let latin = Array("<?xml version=\"1.0\" encoding=\"latin1\"?><svg a=\"".utf8) + [0xE4] + Array("\"/>".utf8)
        #expect(PublishedAsset(path: "a.svg", bytes: latin).bytes == empty)
        // In ISO-2022-JP the quotation marks stand elsewhere: without its declaration it is what we read.
        let japanese = "<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?><svg a=\"\u{1B}$B\" b='\u{1B}(B\" onload=\"x'/>"
        #expect(published(japanese).text == "<svg a=\"\u{1B}$B\" b='\u{1B}(B\" onload=\"x'/>")
    }

    @Test func `comments and a plain DOCTYPE go without a word, entities of the file's own are named`() {
        let doctype =
            "<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/svg11.dtd\">\n"
        #expect(published(doctype + "<svg><!-- 张三画 --></svg>") == ("\n\n<svg></svg>", nil))
        #expect(published("<!DOCTYPE svg [<!ENTITY a \"<script>\">]><svg/>") == ("<svg/>", [.entity]))
        #expect(published("<?xml-stylesheet href=\"a.css\"?><svg/>") == ("<svg/>", [.outsideReference]))
    }

    @Test(arguments: [
        "", "svg", "<html><svg/></html>", "<svg><g></svg>", "<svg", "<svg><g a=b/></svg>", "<svg></svg></svg>",
        "<svg><!-- </svg>", "<svg a=\"<\"/>", "\u{FEFF}<svg>\u{0}</svg>", "<svg><script></svg></script>",
        "<svg><![CDATA[</svg>", "<svg xmlns=\"http://www.w3.org/2000*svg\"><g/></svg>", "<x:svg/>",
        "<svg xmlns=\"http://www.w3.org/1999/xhtml\"/>",
    ])
    func `what can't be read becomes an empty picture`(text: String) {
        #expect(published(text) == (#"<svg xmlns="http://www.w3.org/2000/svg"/>"#, []))
    }

    @Test func `cleaning what was cleaned changes nothing`() {
        let text = AssetTests.head + "<script>x</script><g onload='x'><use href='b.svg#c'/><text>甲</text></g></svg>"
        let once = published(text).text
        #expect(published(once) == (once, nil))
    }

    // MARK: - JPEG

    private static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0xFF, marker, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 0xFF)] + content
    }

    /// Exif of a telephone that was held in some way, with a place.
    private static func exif(orientation: UInt8, isLittle: Bool) -> [UInt8] {
        func number(_ value: Int, _ length: Int) -> [UInt8] {
            let digits = (0..<length).map { UInt8(value >> (8 * $0) & 0xFF) }
            return isLittle ? digits : digits.reversed()
        }
        let entries: [(tag: Int, value: Int)] = [(0x010F, 7), (0x0112, Int(orientation)), (0x8825, 99)]
        var tiff = Array((isLittle ? "II" : "MM").utf8) + number(42, 2) + number(8, 4) + number(entries.count, 2)
        for entry in entries {
            tiff += number(entry.tag, 2) + number(3, 2) + number(1, 4) + number(entry.value, 2) + [0, 0]
        }
        return segment(0xE1, Array("Exif\0\0".utf8) + tiff + number(0, 4) + Array("GPS 39.9042 116.4074".utf8))
    }

    private static let scan: [UInt8] = [0xFF, 0xDA, 0, 2, 1, 2, 3, 0xFF, 0xE1, 9, 0xFF, 0xD9]

    private func cleaned(_ segments: [[UInt8]]) -> [UInt8] {
        PublishedAsset(path: "a.JPG", bytes: [0xFF, 0xD8] + segments.flatMap { $0 } + AssetTests.scan).bytes
    }

    @Test(arguments: [true, false])
    func `a photo keeps its picture, its colours and its orientation, and nothing else`(isLittle: Bool) throws {
        let jfif = AssetTests.segment(0xE0, Array("JFIF\0".utf8))
        let profile = AssetTests.segment(0xE2, Array("ICC_PROFILE\0".utf8))
        let table = AssetTests.segment(0xDB, [1, 2, 3])
        let upright = cleaned([
            jfif, AssetTests.exif(orientation: 1, isLittle: isLittle),
            AssetTests.segment(0xE1, Array("http://ns.adobe.com/xap".utf8)),
            AssetTests.segment(0xED, Array("Photoshop".utf8)), AssetTests.segment(0xFE, Array("张三".utf8)), profile,
            table,
        ])
        #expect(upright == [0xFF, 0xD8] + jfif + profile + table + AssetTests.scan)
        let turned = cleaned([AssetTests.exif(orientation: 6, isLittle: isLittle), table])
        #expect(turned.count == 2 + 36 + table.count + AssetTests.scan.count)
        #expect(Array(turned.suffix(table.count + AssetTests.scan.count)) == table + AssetTests.scan)
        #expect(turned[30..<32].elementsEqual([0, 6]))
        #expect(PublishedAsset(path: "a.jpg", bytes: turned).bytes == turned)
    }

    @Test func `what is no whole JPEG stays as it is`() {
        for bytes: [UInt8] in [
            [], [1, 2, 3], [0xFF, 0xD8], [0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF, 1], Array("GIF89a".utf8),
        ] {
            #expect(PublishedAsset(path: "a.jpeg", bytes: bytes).bytes == bytes)
        }
        let picture: [UInt8] = [0x89, 0x50]
        #expect(PublishedAsset(path: "a.png", bytes: picture).bytes == picture)
    }
}
