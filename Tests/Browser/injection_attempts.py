"""The table of injection attempts: what a content author might write so that it acts in a reader's browser.

A row is `A(name, place, text, shown, refused)` (injection_row.py); what a place means stands in injection_source.py. To try
something new, add a row to one of the three parts: test_injection.py builds it and opens it.
"""

import injection_fields
import injection_files
import injection_markdown

ATTEMPTS = [
    row.numbered(number)
    for number, row in enumerate(injection_markdown.ATTEMPTS + injection_fields.ATTEMPTS + injection_files.ATTEMPTS)
]
