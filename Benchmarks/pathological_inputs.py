"""Markdown that takes parsers out of all proportion to its size: name -> function from a size in bytes to a text.

Names stand in the printed table; what stands before the colon is the group.
"""

DELIMITERS = ["*", "_", "~", "[", "]", "(", ")", "!", "<", ">", "&", "\\", "`", "|", "-", "=", "#", ":", "@", ".",
              "+", "$", "^", "{", "}", '"', "'", "/", "?", ",", ";", "%", "1.", "\t", "\0", "\ufeff", "\r", "\n", "\r\n", "中",
              "a", " ", "\u00a0", "\u3000", "e\u0301"]

PAIRS = ["*_", "**", "__", "~~", "*a", "a*", "**a", "a**b", "a**b**", "*a_ ", "*a **a ", "_a __a ", "*a* ", "**a** ", "***a* b** ",
         "~~a ", "~a~~ ", "~~a~~ ", "[]", "[a]", "[a", "a]", "[[", "]]", "[](", "](", "[a](", "[a](b", "[a](b)", "[a](<b", "[a](<b>)",
         "[a](b 'c", '[a](b "c', "[a](b (c", "[a][", "[a][b", "[a][b]", "[a][]", "![", "![[]()", "![a](", "![a](b)", "![a](b", "!\\[",
         "()", "(a", "a)", "<a", "<a>", "<a ", '<a b="', "<a b='c", "<a b=c ", "</a", "</a>", "<!", "<!A", "<!A ", "<!--", "<!-- a", "<!-- a --", "-->",
         "<!-- a -->", "<?", "<? a ?>", "?>", "<![CDATA[", "<![CDATA[]]", "]]>", "<<", "<>", "<http:", "<http:a>", "<a@", "<a@b>",
         "&a", "&amp;", "&#1;", "&#x", "&#xffff;", "&lt;", "\\\\", "\\*", "\\`", "`a", "`a``", "``a`", "`a` ", "` ", "|a", "|-",
         "|-|\n", "a|b\n", "|\n", "|a|\n|-|\n", "a\n-\n", "a\n=\n", "-\n", "=\n", "# ", "#\n", "# a\n", "###### a #\n", "- \n", "- a\n", "- a\n\n", "* a\n+ a\n- a\n",
         "1. a\n", "1. a\n\n", "1) a\n1. a\n", "- [ ] a\n", "- [x] a\n", "> a\n", "> a\n\n", ">\n", "> > a\n> a\n", "    a\n", "    a\n\n", "\ta\n", "```\n", "```a\n", "~~~\n", "```\n~~~\n",
         "a  \n", "a\\\n", "a\n", "a\n\n", "a \n", "***\n", "* * *\n", "- - -\n", "<div>\n", "<div>\n\n", "<pre>\n", "<script>\n", "<!--\n", "<?\n", "<!A\n", "<![CDATA[\n", "</div>\n",
         "www.", "www.a.b ", "www.a.b", "www.a)", "http://", "http://a", "http://a ", "http://a)", "http://a) ", "http://a&b;", "https://a.b/", "ftp://a ", "://", ":/", "w", "h", "a@", "a@b", "a@b.", "a@b.c", "a@b.c ", "@b.c ", "a.b", "mailto:a@b.c ", "xmpp:a@b.c/", "a-_.+@",
         "[^a]", "[^a] ", "[^", "[^a", "^[a]", "[^a]: b\n", "[^a]: b\n\n", "[^a]:\n", "[a]: b\n", "[a]: b\n\n", "[a]:\n", "[a]: <", "[a]: b 'c\n", "[a]:", "[a]: b [a]: b\n",
         "[[a]]", "[[a]] ", "[[a|b]] ", "[[a#b]] ", "[[a", "[[a|", "[[|]]", "![[", "![[a", "![[a]]", "![[a]] ", "![[a]]\n\n", "]] [[", "{", "{a", "{a}", "{a} ", "\\{", "\\{a\\}", "{{", "}}", "{a\n", "> [!NOTE]\n", "> [!NOTE]\n> a\n\n",
         "<!-- casebook-allow: x y -->\n", "<!-- casebook-allow: ", "## a\n\n> {a}\n\n", "客户：“", "客户：“a”\n", "“", "13800000000 ", "1", "１", "三", "微信", "a@b.cn", "1-", "1 ", "# 甲\n", "## 甲\n\n- a\n"]


def repeated(piece):
    return lambda size: piece * (size // max(1, len(piece.encode())))


def lines(piece):
    """The piece on every line of one paragraph's quotation and list."""
    return lambda size: (piece + "\n") * (size // (len(piece.encode()) + 1))


def nested(opening, middle, closing):
    return lambda size: opening * (size // len(opening + closing)) + middle + closing * (size // len(opening + closing))


def stairs(mark, width):
    """A list in a list in a list, a line each, indented."""
    def text(size):
        out, depth, total = [], 0, 0
        while total < size:
            line = " " * (width * depth) + mark + "a\n"
            out.append(line)
            total += len(line)
            depth += 1
        return "".join(out)
    return text


def numbered(form, prefix=""):
    """`form` with growing numbers."""
    def text(size):
        out, total, number = [prefix], 0, 0
        while total < size:
            piece = form.format(number)
            out.append(piece)
            total += len(piece.encode())
            number += 1
        return "".join(out)
    return text


def two(first, second):
    return lambda size: first(size // 2) + "\n\n" + second(size // 2)


def growing_code(size):
    out, total, width = [], 0, 1
    while total < size:
        out.append("e" + "`" * width)
        total += width + 1
        width += 1
    return "".join(out)


def table(columns, cell="a", row=None):
    def text(size):
        head = "|" + (cell + "|") * columns + "\n|" + "-|" * columns + "\n"
        body = row if row is not None else "|" + (cell + "|") * columns + "\n"
        return head + body * max(0, (size - len(head)) // len(body))
    return text


def wide(size):
    return "|" + "a|" * (size // 4) + "\n|" + "-|" * (size // 4) + "\n"


def blocks_of(piece, separator="\n\n", width=300):
    """Paragraphs of a piece, each below every bound that holds within a paragraph."""
    def text(size):
        paragraph = piece * width + separator
        return paragraph * (size // len(paragraph.encode()) + 1)
    return text


def cases():
    found = {}
    for piece in DELIMITERS:
        found["run: " + repr(piece)[1:-1]] = repeated(piece)
    for piece in PAIRS:
        found["piece: " + repr(piece)[1:-1]] = repeated(piece)
        if "\n" not in piece:
            found["line: " + repr(piece)[1:-1]] = lines(piece)
            found["quoted lines: " + repr(piece)[1:-1]] = lines("> " + piece)
            found["paragraphs: " + repr(piece)[1:-1]] = blocks_of(piece)
    for mark in ["> ", ">", "- ", "* ", "+ ", "1. ", "1) ", "> - ", "- > ", "> 1. ", "- 1. "]:
        found["deep: " + mark] = repeated(mark)
        found["deep lines: " + mark] = lambda size, mark=mark: (mark * 190 + "a\n") * (size // (len(mark) * 190 + 2) + 1)
    found["stairs: - "] = stairs("- ", 2)
    found["stairs: * "] = stairs("* ", 2)
    found["stairs: 1. "] = stairs("1. ", 3)
    found["stairs: code"] = lambda size: "".join(" " * i + "a\n" for i in range(int((2 * size) ** 0.5)))
    for name, opening, closing in [
        ("emphasis", "*a ", " a*"), ("strong", "**a ", " a**"), ("both", "*a **b ", " b** a*"), ("underscores", "_a ", " a_"),
        ("strikethrough", "~~a ", " a~~"), ("strike and strong", "~~a **b ", " b** a~~"), ("brackets", "[", "]"), ("links", "[a ", "](b)"), ("images", "![a ", "](b)"),
        ("reference images", "![a ", "][]"), ("empty links", "[", "]()"), ("parentheses", "(", ")"), ("quotation marks", '"', '"'), ("spans", "<b>", "</b>"), ("div", "<div>\n", "</div>\n"),
    ]:
        found["nested: " + name] = nested(opening, "x", closing)
        found["nested below the bound: " + name] = lambda size, o=opening, c=closing: (o * 90 + "x" + c * 90 + "\n\n") * (size // (len(o + c) * 90 + 3) + 1)
    found["nested: parentheses in a destination"] = lambda size: "[a](" + "(" * (size // 2) + ")" * (size // 2) + ")"
    found["nested: parentheses in destinations"] = lambda size: ("[a](" + "(" * 30 + ")" * 30 + ") ") * (size // 66)
    found["unclosed destination"] = lambda size: "[a](" + "b" * size
    found["many unclosed destinations"] = lambda size: "[a](<b " * (size // 7)
    found["unclosed titles"] = lambda size: '[a](b "' * (size // 7)
    found["code: growing"] = growing_code
    found["code: closed by nothing"] = lambda size: "".join("`" * (i % 300 + 1) + "a" for i in range(size // 150))
    found["footnotes: unique"] = lambda size: two(numbered("[^{}] "), numbered("[^{}]: x\n"))(size)
    found["footnotes: one, used often"] = lambda size: "[^a]: x\n\n" + "[^a] " * (size // 5)
    found["footnotes: unused definitions"] = numbered("[^{}]: x\n")
    found["footnotes: undefined"] = numbered("[^{}] ")
    found["footnotes: in footnotes"] = lambda size: "[^0]\n\n" + numbered("[^{0}]: [^{0}1]\n\n")(size)
    found["footnotes: a chain"] = lambda size: "[^0]\n\n" + "".join(f"[^{i}]: [^{i + 1}]\n\n" for i in range(size // 18))
    found["footnotes: long labels"] = lambda size: ("[^" + "a" * 900 + "] ") * (size // 904)
    found["footnotes: all of them in one"] = lambda size: "[^a]\n\n[^a]: " + "[^a] " * (size // 5)
    found["footnotes: nested definitions"] = lambda size: "[^a]: " * (size // 6)
    found["references: unique"] = two(numbered("[r{}] "), numbered("[r{}]: x\n"))
    found["references: undefined"] = numbered("[r{}] ")
    found["references: defined twice"] = lambda size: "[a]: x\n" * (size // 7)
    found["references: unique definitions"] = numbered("[r{}]: x\n")
    found["references: equal hashes"] = numbered("[{:016b}]: x\n")
    found["references: long address"] = lambda size: "[a]: " + "x" * (size // 2) + "\n\n" + "[a]" * (size // 6)
    found["references: below the length of long ones"] = lambda size: "[a]: " + "x" * 190 + "\n\n" + "[a]" * (size // 3)
    found["references: long title"] = lambda size: "[a]: b '" + "x" * (size // 2) + "'\n\n" + "[a]" * (size // 6)
    found["references: long label"] = lambda size: ("[" + "a" * 990 + "]") * (size // 992)
    found["references: definition of many lines"] = lambda size: "[a]: b '" + "x\n" * (size // 2)
    found["references: heads in one paragraph"] = lambda size: "[a]: b\n" * (size // 14) + "x\n" * (size // 4)
    found["table: wide"] = wide
    for columns in [1, 2, 10, 100, 490]:
        found[f"table: {columns} columns"] = table(columns)
        found[f"table: {columns} columns, short rows"] = table(columns, row="|\n")
        found[f"table: {columns} columns, one word a row"] = table(columns, row="a\n")
        found[f"table: {columns} columns, empty"] = table(columns, cell="")
        found[f"table: {columns} columns, escaped pipes"] = table(columns, cell="\\|")
        found[f"table: {columns} columns, code"] = table(columns, cell="`\\|`")
    found["table: many"] = lambda size: ("|" + "a|" * 490 + "\n|" + "-|" * 490 + "\n\n") * (size // 1960 + 1)
    found["table: many with rows"] = lambda size: ("|" + "a|" * 90 + "\n|" + "-|" * 90 + "\n" + "|\n" * 540 + "\n") * (size // 1450 + 1)
    found["table: many below the bound"] = lambda size: ("|" + "a|" * 490 + "\n|" + "-|" * 490 + "\n" + "|\n" * 100 + "\n") * (size // 2170 + 1)
    found["table: interrupted by headings"] = lambda size: ("|" + "a|" * 490 + "\n|" + "-|" * 490 + "\n" + "|\n" * 98 + "# a\n") * (size // 2170 + 1)
    found["table: a head without rows each line"] = lambda size: "a|b\n-|-\n" * (size // 8)
    found["table: pipes"] = lambda size: "|a\n" + "|-\n" + "|" * size
    found["table: a paragraph before"] = lambda size: "a\n" * (size // 2) + "|-|\n"
    found["table: a long paragraph of pipes before"] = lambda size: "|a|\n" * (size // 4) + "|-|\n"
    found["table: delimiter rows of other widths"] = lambda size: "|a|b|\n" + "|-|\n" * (size // 4)
    found["table: one column less each row"] = lambda size: "".join("|" + "a|" * (i % 400) + "\n|" + "-|" * (i % 400) + "\n" for i in range(1, max(2, size // 800)))
    found["line: one of everything"] = lambda size: "a" * size
    found["line: words"] = lambda size: "word " * (size // 5)
    found["line: Han"] = lambda size: "投诉" * (size // 6)
    found["line: random Han"] = lambda size: "".join(chr(0x4E00 + (i * 7919) % 20000) for i in range(size // 3))
    found["headings: unique"] = numbered("# a{}\n")
    found["headings: one name"] = repeated("# a\n")
    found["headings: one name and its successors"] = lambda size: "".join(f"# a\n# a-{i}\n" for i in range(size // 14))
    found["headings: setext over long paragraphs"] = lambda size: "a\n" * (size // 2) + "===\n"
    found["headings: setext"] = repeated("a\n===\n")
    found["headings: long"] = lambda size: "# " + "a" * size
    found["headings: in quotations"] = repeated("> # a\n\n")
    found["page links: unique"] = numbered("[[p{}]] ")
    found["page links: undefined with anchors"] = numbered("[[p{}#x]] ")
    found["page links: to itself"] = repeated("[[page]] ")
    found["page links: to itself, with words"] = repeated("[[page|a]] ")
    found["page links: Markdown"] = repeated("[a](page.md) ")
    found["page links: missing files"] = numbered("[a](p{}.md) ")
    found["page links: missing pictures"] = numbered("![a](p{}.png) ")
    found["page links: addresses"] = numbered("[a](https://x.y/{}) ")
    found["cards: alone"] = numbered("![[s{}]]\n\n")
    found["cards: itself"] = repeated("![[page]]\n\n")
    found["slots: unique"] = numbered("> {{s{}}}\n")
    found["slots: alike"] = repeated("> {s}\n")
    found["slots: in many lines"] = repeated("> {s}{s}{s}\n\n")
    found["quotations: many"] = repeated("> a\n\n")
    found["lists: loose"] = repeated("- a\n\n")
    found["lists: changing marks"] = repeated("- a\n* a\n")
    found["lists: empty items"] = repeated("-\n")
    found["lists: items, then blank lines"] = lambda size: "- a\n" * (size // 8) + "\n" * (size // 2)
    found["lists: deep, then blank lines"] = lambda size: "- " * 190 + "a\n" + "\n" * size
    found["quotations: deep, then lazy lines"] = lambda size: "> " * 190 + "a\n" + "a\n" * (size // 2)
    found["lists: deep, then lines that fit no item"] = lambda size: "- " * 190 + "a\n" + (" " * 3 + "a\n") * (size // 5)
    found["lists: deep, then indented lines"] = lambda size: "- " * 190 + "a\n" + (" " * 380 + "a\n") * (size // 382)
    found["lists: deep, one item a level"] = lambda size: ("- " * 190 + "a\n") * (size // 382)
    found["code: fences, never closed"] = lambda size: "```\n" + "a\n" * (size // 2)
    found["code: indented, blank lines"] = lambda size: "    a\n" + "\n" * size
    found["code: info string"] = lambda size: "```" + "a" * size + "\n"
    found["blank: lines"] = lambda size: "\n" * size
    found["blank: lines with blanks"] = lambda size: " \n" * (size // 2)
    found["HTML: block, never closed"] = lambda size: "<script>\n" + "a\n" * (size // 2)
    found["HTML: attributes"] = lambda size: "<a " + "b=c " * (size // 4) + ">"
    found["HTML: attributes, never closed"] = lambda size: "<a " + "b=c " * (size // 4)
    found["HTML: comments, never closed, in paragraphs"] = blocks_of("a <!-- b ")
    found["entities: long"] = lambda size: "&" + "a" * size + ";"
    found["entities: digits"] = lambda size: "&#" + "1" * size + ";"
    found["e-mail: long name"] = lambda size: "a" * size + "@b.c"
    found["e-mail: many in a word"] = lambda size: "a@" * (size // 2) + "b.c"
    found["address: long"] = lambda size: "http://a.b/" + "c" * size
    found["address: points"] = lambda size: "www." + "a." * (size // 2)
    found["address: closing marks"] = lambda size: "http://a" + "?!.,:*_~'\"" * (size // 10)
    found["address: entities at the end"] = lambda size: "http://a" + "&a;" * (size // 3)
    found["address: angle brackets"] = lambda size: "http://a<" * (size // 9)
    found["address: underscores in the host"] = lambda size: "www.a" + "_a" * (size // 2)
    found["address: in brackets"] = lambda size: "[http://a" * (size // 9)
    found["delimiters: closers without openers"] = lambda size: "a " + "a**" * (size // 3)
    found["delimiters: many kinds, one opener"] = lambda size: "*_~~" + "a* b_ c~~ " * (size // 10)
    found["delimiters: multiples of three"] = lambda size: "a**b" + "c* " * (size // 3)
    found["delimiters: openers of other lengths"] = lambda size: "".join(("*" * (1 + i % 3)) + "a " for i in range(size // 4))
    found["delimiters: strikethrough of other lengths"] = lambda size: "~a ~~b " * (size // 7)
    found["private data: digits"] = lambda size: "1380013800" * (size // 10)
    found["private data: groups"] = lambda size: "138-0013-8000 " * (size // 14)
    found["private data: Han digits"] = lambda size: "一三八" * (size // 9)
    return found
