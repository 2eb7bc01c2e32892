/// What pandoc does to a document before it writes Markdown.
///
/// The writer drops what Markdown can't hold without HTML (pictures in tables, cells of several paragraphs, underlines with
/// their text), and a document's title and comments stand outside its text. Here all of that becomes words.
enum PandocFilter {
    static let source = #"""
        local stringify, to_inlines = pandoc.utils.stringify, pandoc.utils.blocks_to_inlines

        local function content(element) return element.content end

        Underline, SmallCaps, Div = content, content, content

        function Math(math) return pandoc.Str(math.text) end

        function Image(image)
          local words = stringify(image.caption)
          return pandoc.Str("〔图片" .. (words ~= "" and "：" .. words or "") .. "〕")
        end

        function Note(note)
          local inlines = to_inlines(note.content)
          inlines:insert(1, pandoc.Str("〔注："))
          inlines:insert(pandoc.Str("〕"))
          return inlines
        end

        -- Changes that are still marked count as accepted; comments stay where they were made, without their authors.
        function Span(span)
          if span.classes:includes("deletion") or span.classes:includes("comment-end") then return {} end
          if not span.classes:includes("comment-start") then return span.content end
          local inlines = span.content
          inlines:insert(1, pandoc.Str("〔批注："))
          inlines:insert(pandoc.Str("〕"))
          return inlines
        end

        -- A line break of the source between Chinese characters is no blank.
        function Inlines(inlines)
          for index = #inlines - 1, 2, -1 do
            local before, after = inlines[index - 1], inlines[index + 1]
            if inlines[index].t == "SoftBreak" and before.t == "Str" and after.t == "Str"
              and before.text:byte(-1) >= 128 and after.text:byte(1) >= 128 then inlines:remove(index) end
          end
          return inlines
        end

        local function one_line(blocks)
          return to_inlines(blocks, {pandoc.Space()}):walk {
            LineBreak = function() return pandoc.Space() end, SoftBreak = function() return pandoc.Space() end,
          }
        end

        function Table(table)
          local simple = pandoc.utils.to_simple_table(table)
          local function cell(blocks) return {pandoc.Plain(one_line(blocks))} end
          simple.headers = simple.headers:map(cell)
          simple.rows = pandoc.List(simple.rows):map(function(row) return pandoc.List(row):map(cell) end)
          local caption = simple.caption
          simple.caption = {}
          local blocks = pandoc.List{pandoc.utils.from_simple_table(simple)}
          if #caption > 0 then blocks:insert(1, pandoc.Para(caption)) end
          return blocks
        end

        function LineBlock(block)
          return pandoc.List(block.content):map(function(line) return pandoc.Para(line) end)
        end

        function DefinitionList(list)
          local blocks = pandoc.List{}
          for _, item in ipairs(list.content) do
            blocks:insert(pandoc.Para(pandoc.Strong(item[1])))
            for _, definition in ipairs(item[2]) do blocks:extend(definition) end
          end
          return blocks
        end

        function Pandoc(document)
          local title, first = document.meta.title, document.blocks[1]
          local is_there = title and first and first.t == "Header" and stringify(first) == stringify(title)
          if is_there then document.blocks:remove(1) end
          for _, name in ipairs{"abstract", "date", "author", "subtitle"} do
            local value = document.meta[name]
            if value then document.blocks:insert(1, pandoc.Para(pandoc.Str(stringify(value)))) end
          end
          if title then document.blocks:insert(1, pandoc.Header(1, pandoc.Str(stringify(title)))) end
          return document
        end
        """#
}
