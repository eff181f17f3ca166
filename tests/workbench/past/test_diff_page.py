"""The page of `diff` in a real browser: from a file, without a request, with hostile complaints, for everybody."""

import tempfile
from pathlib import Path

import packs
import pytest
from browser import DESK, NEEDS_BROWSER, PHONE, browser
from histories import AGAIN, MEDIA, PLAIN, SHOUTS, WITHOUT_AGAIN, labelled

from complaint_rules.workbench import diff

HOSTILE = ("I will again call you. <script>document.title = 'owned'; fetch('https://example.org/')</script>"
           "<img src=x onerror=\"document.title='owned'\"> '\"><svg onload=alert(1)></svg> &lt;b&gt; &amp;amp; "
           "{{ 7 * 7 }} </title></blockquote></section><style>*{display:none}</style> \u202eknil\u202c ]]> -->")
HISTORIES = {
    "hostile": [labelled({**AGAIN, "id": "<script>document.title='owned'</script>\u202e", "text": HOSTILE},
                         "<img src=x onerror=alert(1)>"), {"<svg onload=alert(1)>": 1}],
    "labelled": [labelled(AGAIN, "relentless"), labelled(SHOUTS, "explosive"),
                 {**AGAIN, "text": "I will again call you. " + "W" * 400}],
    "unchanged": [PLAIN],
}


@pytest.fixture(scope="module")
def chromium():
    with tempfile.TemporaryDirectory() as profile, browser(Path(profile)) as one:
        yield one


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    old = packs.write_minimal(folder / "old")
    new = packs.write_minimal(folder / "new", **WITHOUT_AGAIN | MEDIA)
    found = {}
    for name, history in HISTORIES.items():
        found[name] = folder / f"{name}.html"
        found[name].write_text(diff(old, new, history, semantic=False).to_html(), "utf-8")
    return found


@NEEDS_BROWSER
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", HISTORIES)
def test_a_page_asks_for_nothing_breaks_nothing_and_can_be_read_by_all(chromium, pages, name, theme, size):
    chromium.open(pages[name], size=size, theme=theme)
    assert chromium.run("document.querySelectorAll('details').forEach(item => item.open = true);"
                        "return document.documentElement.scrollWidth") <= size[0]
    assert chromium.violations() == []
    assert chromium.requests() == [pages[name].as_uri()]
    assert chromium.errors() == []


@NEEDS_BROWSER
def test_the_text_of_a_complaint_never_runs_as_markup(chromium, pages):
    chromium.open(pages["hostile"])
    assert "owned" not in chromium.run("return document.title")
    assert chromium.run("return document.querySelectorAll('script, img, svg, iframe, [onload], [onerror]').length") == 0
    assert chromium.run("return document.querySelectorAll('style').length") == 1
    shown = chromium.run("return document.querySelector('blockquote').textContent")
    assert shown == HOSTILE[:300].replace("\u202e", "\\u202e").replace("\u202c", "\\u202c") + "…" * (len(HOSTILE) > 300)
