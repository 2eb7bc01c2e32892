"""One row of the table of injection attempts."""

from typing import NamedTuple

# For what no page shows.
NOWHERE = ""


class A(NamedTuple):
    """An attempt: what it is called, where it is put (injection_source.py), and its text.

    `HIT` in text and place becomes a call that the browser reports, `EVIL` the name of another host, both with the row's number.
    """

    name: str
    place: str
    text: str | bytes
    # What a reader must see, where it isn't the text itself.
    shown: str | None = None
    # The finding for which the generator makes no site of it.
    refused: str | None = None

    def numbered(self, number):
        def fill(text):
            if isinstance(text, bytes):
                return text.replace(b"HIT", b"pwned%d()" % number).replace(b"EVIL", b"evil%d.test" % number)
            return text.replace("HIT", f"pwned{number}()").replace("EVIL", f"evil{number}.test")

        # A picture's source is no text that anybody sees.
        is_picture = self.place.startswith("svg")
        shown = NOWHERE if is_picture or self.refused else self.text if self.shown is None else self.shown
        return self._replace(text=fill(self.text), place=fill(self.place), shown=fill(shown))
