"""The page of `explain` in a real browser: from a file, without a request, with a hostile complaint, for everybody."""

import tempfile
from pathlib import Path

import pytest
from browser import DESK, NEEDS_BROWSER, PHONE, browser

from complaint_rules.workbench import Explainer, explain_page

HOSTILE = (
    "<script>document.title = 'owned'; fetch('https://example.org/')</script>"
    "<img src=x onerror=\"document.title='owned'\">'\"><svg onload=alert(1)></svg>&lt;b&gt; &amp;amp; {{ 7 * 7 }} "
    "{% raw %} </title></p></section><style>*{display:none}</style><a href='javascript:alert(1)'>here</a> "
    "\u202eknil\u202c \u2066x\u2069 \u0007 ]]> -->\nThis is my ninth call. I have your final letter and I do not "
    "<b>accept</b> it; I will keep calling until you refund it.")
COMPLAINTS = {
    "hostile": {"id": "<script>document.title='owned'</script>\u202e", "text": HOSTILE,
                "behaviour": {"contacts": 9, "contacts_after_final_answer": 3}},
    "chinese": {"id": "z", "text": "這是第九通電話了,最後答覆我收到了,我不接受!我會一直打到你們退費為止。" * 4,
                "advice_language": "en", "observed": ["shouting"]},
    "counters": {"behaviour": {"contacts_after_final_answer": 6}},
    "long": {"text": "W" * 400 + " Where is my parcel? " + "https://example.org/" + "a" * 300},
    "nothing": {},
}


@pytest.fixture(scope="module")
def chromium():
    with tempfile.TemporaryDirectory() as profile, browser(Path(profile)) as one:
        yield one


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    explainer, folder = Explainer(semantic=False), tmp_path_factory.mktemp("pages")
    found = {}
    for name, complaint in COMPLAINTS.items():
        found[name] = folder / f"{name}.html"
        found[name].write_text(explain_page(explainer.explain(complaint)), "utf-8")
    return found


@NEEDS_BROWSER
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", COMPLAINTS)
def test_a_page_asks_for_nothing_breaks_nothing_and_can_be_read_by_all(chromium, files, name, theme, size):
    chromium.open(files[name], size=size, theme=theme)
    assert chromium.run("document.querySelectorAll('details').forEach(item => item.open = true);"
                        "return document.documentElement.scrollWidth") <= size[0]
    assert chromium.violations() == []
    assert chromium.requests() == [files[name].as_uri()]
    assert chromium.errors() == []


@NEEDS_BROWSER
def test_the_text_of_a_complaint_never_runs_as_markup(chromium, files):
    chromium.open(files["hostile"])
    assert chromium.run("return document.title").startswith("Seen as relentless: complaint <script>")
    assert chromium.run("return document.querySelectorAll('script, img, svg, iframe, [onload], [onerror]').length") == 0
    assert chromium.run("return [...document.querySelectorAll('a')].every(a => a.getAttribute('href')[0] === '#')")
    assert chromium.run("return document.querySelectorAll('style').length") == 1
    shown = chromium.run("const copy = document.querySelector('.message').cloneNode(true);"
                         "copy.querySelectorAll('sup').forEach(item => item.remove()); return copy.textContent")
    assert shown == (HOSTILE.replace("\u202e", "\\u202e").replace("\u202c", "\\u202c").replace("\u2066", "\\u2066")
                     .replace("\u2069", "\\u2069").replace("\u0007", "\\u0007"))
    assert chromium.run("return [...document.querySelectorAll('.message mark')].map(m => m.textContent).join('|')")


@NEEDS_BROWSER
def test_the_themes_differ_and_links_and_folds_work_by_keyboard(chromium, files):
    from selenium.webdriver import ActionChains, Keys

    colours = set()
    for theme in ("light", "dark"):
        chromium.open(files["chinese"], theme=theme)
        colours.add(chromium.run("return getComputedStyle(document.body).backgroundColor"))
    assert len(colours) == 2
    keys = ActionChains(chromium.driver)
    keys.send_keys(Keys.TAB).perform()
    assert chromium.run("return document.activeElement.className") == "skip"
    assert chromium.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
    keys.send_keys(Keys.ENTER).perform()
    assert chromium.run("return location.hash") == "#content"
    chromium.run("document.querySelector('section[aria-labelledby=scores] details:not([open]) summary').focus()")
    before = chromium.run("return document.querySelectorAll('details[open]').length")
    keys.send_keys(Keys.SPACE).perform()
    assert chromium.run("return document.querySelectorAll('details[open]').length") == before + 1


@NEEDS_BROWSER
def test_the_languages_are_marked(chromium, files):
    chromium.open(files["chinese"])
    assert chromium.run("return document.documentElement.lang") == "en"
    assert chromium.run("return document.querySelector('.message').lang") == "zh-Hant"


def test_the_marks_lead_to_signals_that_are_there(files):
    import re

    page = files["hostile"].read_text("utf-8")
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert any(target.startswith("signal-") for target in targets)
    assert targets <= set(re.findall(r' id="([^"]+)"', page))
