"""The site: what is on its pages, and that each page is whole with no other host in reach."""

import importlib.util
import os
import re
import urllib.parse
from pathlib import Path

import nbformat
import numpy as np
import pytest
from chromium import axes_rules, missing
from lite_page import served
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from nnlib import Network, Sequential
from nnlib.digits.mnist import data_file, read_embedded
from nnlib.reading.drawing import PENS, drawn_digit, drawn_ink
from nnlib.reading.ink import as_mnist
from teach import lessons
from teach.site import build, networks, sources

pytestmark = pytest.mark.teach
STEMS = [path.stem for path in lessons.lessons()]
PAGES = ["index", "install", "search", *[f"lessons/{stem}" for stem in [*STEMS, "glossary"]]]
if (Path(os.environ.get("NNLIB_SITE", "")) / "browser.html").is_file():
    PAGES.append("browser")  # of a site whose lessons run in the browser
FEW = ("index", "lessons/04_gradient_descent", "lessons/glossary")
ONE = [{"width": 2.6, "points": [(14, 4), (13.5, 14), (13, 24)]}]
SEVEN = [{"width": 1.4, "points": [(3, 3), (9, 3), (6, 12)]}]
RING = [
    {"width": 2.6, "points": [(14 + 6 * np.sin(t / 3), 14 - 9 * np.cos(t / 3)) for t in range(20)]}
]


def needs_sphinx():
    for name in ("sphinx", "myst_nb", "sphinx_book_theme", "sphinx_copybutton"):
        if importlib.util.find_spec(name) is None:
            missing(f'{name} is not installed (pip install -e ".[site]")')


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site that NNLIB_SITE names, as the publishing workflow does, or one built here."""
    if os.environ.get("NNLIB_SITE"):
        return Path(os.environ["NNLIB_SITE"]).resolve()
    needs_sphinx()
    try:
        return build.build(tmp_path_factory.mktemp("site") / "site")
    except SystemExit as error:  # npm is not there, or reaches nothing
        missing(f"the site's JavaScript could not be fetched: {error}")


@pytest.fixture(scope="module")
def address(site):
    with served(site) as url:
        yield url


class Visit:
    """A page of the site in a browser that reaches no other host, and all that went wrong."""

    def __init__(self, browser, address, **options):
        self.address, self.problems = address, []
        self.context = browser.new_context(**options)
        self.context.route("**/*", self._route)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        self.page.on("response", self._response)

    def _route(self, route):
        if route.request.url.startswith((self.address, "data:", "blob:")):
            route.continue_()
        else:
            self.problems.append(f"request to another host: {route.request.url}")
            route.abort()

    def _response(self, response):
        if response.status >= 400:
            self.problems.append(f"missing: {response.url}")

    def open(self, name):
        self.page.goto(f"{self.address}/{name}.html")
        self.page.wait_for_load_state("load")
        if self.page.locator(".math").count():
            self.page.wait_for_function("window.MathJax?.startup?.promise", timeout=60_000)
            self.page.evaluate("MathJax.startup.promise")
        if self.page.locator("#pad").count():
            self.page.wait_for_function("document.querySelector('#pad').dataset.reads === '2'")
        return self.page


@pytest.fixture
def visit(browser, address, request):
    options = getattr(request, "param", {"viewport": {"width": 1366, "height": 900}})
    visit = Visit(browser, address, **options)
    yield visit
    visit.context.close()


# Every page in the browser


WHOLE = """() => {
  function isReached(formula) {
    const box = formula.getBoundingClientRect(), sides = ['left', 'right'];
    const [left, right] = sides.map((side, at) => {
      formula.scrollLeft = at * formula.scrollWidth;
      return formula.querySelector('svg').getBoundingClientRect()[side];
    });
    formula.scrollLeft = 0;
    return left >= box.left - 1 && right <= box.right + 2;
  }
  const article = document.querySelector('article, main');
  const images = [...article.querySelectorAll('img')];
  const words = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const unset = [];
  while (words.nextNode()) {
    const { parentElement, data } = words.currentNode;
    if (parentElement.closest('pre, code, script, mjx-container')) continue;
    if (/\\$[^ ]|\\\\\\(|\\\\\\[/.test(data)) unset.push(data.trim());
  }
  return {
    "pictures without a text": images.filter(i => !i.alt).map(i => i.src),
    "pictures that do not show": images.filter(i => !i.naturalWidth).map(i => i.src),
    "mathematics not set": unset,
    "faults in formulas": [...article.querySelectorAll('mjx-merror, [data-mjx-error]')].length,
    "formulas without a picture": [...article.querySelectorAll('.math')]
        .filter(m => !m.querySelector('mjx-container')).map(m => m.textContent),
    "formulas whose beginning or end no scrolling reaches": [...article.querySelectorAll('.math')]
        .filter(m => m.checkVisibility() && m.querySelector('svg') && !isReached(m))
        .map(m => m.textContent),
    "titles too many": [...document.querySelectorAll('h1')]
        .filter(h => h.checkVisibility()).map(h => h.textContent).slice(1),
    "pixels too wide": Math.max(document.documentElement.scrollWidth - innerWidth, 0),
  };
}"""
SHOW_ALL = """async () => {
  for (const image of document.images) image.loading = 'eager';
  await Promise.all([...document.images].map(image => image.decode().catch(() => 0)));
}"""


def is_whole(visit, name):
    page = visit.open(name)
    for width in (1366, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(SHOW_ALL)
        page.wait_for_timeout(100)
        found = {
            what: which for what, which in page.evaluate(WHOLE).items() if which not in (0, [])
        }
        assert found == {}, f"{name} at {width} pixels"
        assert axes_rules(page, "html") == [], f"{name} at {width} pixels"
    assert visit.problems == []


@pytest.mark.parametrize(
    "name", [pytest.param(p, marks=pytest.mark.sample if p in FEW else ()) for p in PAGES]
)
@pytest.mark.parametrize(
    "visit",
    [pytest.param({"color_scheme": theme}, id=theme) for theme in ("light", "dark")],
    indirect=True,
)
def test_a_page_is_whole_wide_and_narrow_with_other_hosts_out_of_reach(visit, name):
    is_whole(visit, name)


@pytest.mark.parametrize(
    ("lesson", "cell", "answers"),
    [
        ("04_gradient_descent", "sigmoid_prime(0)", ["0.25, and nowhere"]),
        ("04_gradient_descent", "np.radians", []),  # more outputs come before the answer
        ("04_gradient_descent", "figures.compass(point=(1, 3), found", ["Down is exactly"]),
        ("06_the_digits", "darkness: {by_darkness", ["Twice as good"]),  # a check stands between
    ],
)
def test_an_answer_opens_with_the_output_above_it_and_not_before(visit, lesson, cell, answers):
    page = visit.open(f"lessons/{lesson}")
    assert page.locator("details[open]").count() == 0
    page.locator(".cell", has_text=cell).locator("details.hide > summary").click()
    page.wait_for_selector("details.hide[open]")
    page.wait_for_timeout(200)  # what opens with it, does so by an event
    opened = page.locator("details[open]:not(.hide)").all_inner_texts()
    assert len(opened) == len(answers)
    assert all(words in text for words, text in zip(answers, opened, strict=True))


def test_a_search_finds_the_lesson(visit):
    page = visit.page
    page.goto(f"{visit.address}/search.html?q=softmax")
    page.wait_for_selector("#search-results li a")
    links = page.locator("#search-results li a").evaluate_all("all => all.map(a => a.href)")
    assert any("11_relu_softmax_shapes" in link for link in links)
    assert visit.problems == []


# The networks in JavaScript


def test_both_networks_read_a_hundred_test_digits_as_nnlib_does(visit):
    page = visit.open("index")
    images = read_embedded().test.images[:100]
    got = page.evaluate(
        """async ([folder, images]) => {
          const { asInput, feedforward, load } = await import(folder + 'networks.js');
          const { networks } = await load(folder);
          return Object.values(networks).map(
            network => images.map(image => [...feedforward(network, asInput(image))]));
        }""",
        [f"{visit.address}/_static/", images.reshape(100, 784).tolist()],
    )
    x = images.reshape(100, 784).T.astype(np.float32) / 256
    first, second = networks.STORED.values()
    wanted = [Network.load(data_file(first)), Sequential.load(data_file(second))]
    for outputs, net in zip(got, wanted, strict=True):
        np.testing.assert_allclose(np.array(outputs).T, net.feedforward(x), atol=1e-4, rtol=0)


@pytest.mark.parametrize("strokes", [ONE, SEVEN, RING, []], ids=["one", "seven", "ring", "empty"])
def test_ink_becomes_the_same_image_as_in_nnlib(visit, strokes):
    page = visit.open("index")
    ink = drawn_ink(strokes)
    got = page.evaluate(
        """async ([folder, ink, width]) =>
          [...(await import(folder + 'networks.js')).asMnist(ink, width)]""",
        [f"{visit.address}/_static/", ink.ravel().tolist(), ink.shape[1]],
    )
    difference = np.array(got) - as_mnist(ink).ravel().astype(int)
    assert np.abs(difference).max() <= 1  # the last bit of float32 decides where it is cut


def drag(page, points):
    box = page.locator("#pad .paper").bounding_box()
    places = [
        (box["x"] + x * box["width"] / 28, box["y"] + y * box["height"] / 28) for x, y in points
    ]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place)
    page.mouse.up()
    page.wait_for_timeout(200)


def test_a_drawn_digit_is_read_like_nnlib_reads_it(visit):
    page = visit.open("index")
    assert page.locator("#pad [role=status]").inner_text().startswith("An example: 784–30–10 says")
    drag(page, RING[0]["points"])
    words = page.locator("#pad [role=status]").inner_text()
    assert words.startswith("784–30–10 says 0")
    assert "convolutional says 0" in words
    net = Network.load(data_file(networks.STORED["784–30–10"]))
    wanted = net.feedforward(drawn_digit(RING).reshape(784, 1).astype(np.float32) / 256).ravel()
    got = page.locator("#pad [data-network]").first.get_attribute("data-outputs").split()
    np.testing.assert_allclose([float(v) for v in got], wanted, atol=0.05)  # another brush
    page.get_by_role("button", name="clear").click()
    page.wait_for_function(
        "document.querySelector('#pad [role=status]').textContent.startsWith('An example')"
    )
    assert visit.problems == []


def test_the_pad_can_be_drawn_on_with_the_keyboard(visit):
    page = visit.open("index")
    page.locator("#pad .paper").focus()
    for _ in range(9):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Space")
    for _ in range(18):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.wait_for_timeout(200)
    assert "convolutional says 1" in page.locator("#pad [role=status]").inner_text()
    assert visit.page.url.endswith("/index.html")


def test_the_pens_are_those_of_nnlib(site):
    assert (
        f'"pens": {{"thin": {PENS["thin"]}'.encode()
        in (site / "_static/networks.json").read_bytes()
    )


# What is in the folder


def test_every_link_of_the_site_leads_to_a_file_and_a_place_in_it(site):
    pages = sorted(p for p in site.rglob("*.html") if not {"_static", "lite"} & set(p.parts))
    texts = {page: page.read_text(encoding="utf-8") for page in pages}
    ids = {p: set(re.findall(r'\b(?:id|name)="([^"]+)"', text)) for p, text in texts.items()}
    lost = []
    for page, text in texts.items():
        for found in re.findall(
            r'(?:href|src)="([^"]*)"', re.sub(r"(?s)<script.*?</script>", "", text)
        ):
            link = urllib.parse.urlsplit(found.replace("&amp;", "&"))
            if link.scheme or found in ("#", ""):
                continue
            target = (
                (page.parent / urllib.parse.unquote(link.path)).resolve() if link.path else page
            )
            target = target / "index.html" if target.is_dir() else target
            place = urllib.parse.unquote(link.fragment)
            there = target.exists() and (not place or place in ids.get(target, {place}))
            if not there:
                lost.append((page.name, found))
    assert lost == []


@pytest.mark.parametrize("stem", STEMS)
def test_a_lesson_has_its_slides_its_notebook_and_its_neighbours(site, stem):
    text = (site / "lessons" / f"{stem}.html").read_text(encoding="utf-8")
    assert f'href="../slides/{stem}.html"' in text
    assert f'href="../notebooks/{stem}.ipynb"' in text
    original = lessons.NOTEBOOKS / f"{stem}.ipynb"
    assert (site / "notebooks" / f"{stem}.ipynb").read_bytes() == original.read_bytes()
    at = STEMS.index(stem)
    if at:
        assert re.search(rf'class="left-prev"\s+href="{STEMS[at - 1]}.html"', text)
    following = [*STEMS, "glossary"][at + 1]
    assert re.search(rf'class="right-next"\s+href="{following}.html"', text)


@pytest.mark.parametrize("stem", STEMS)
def test_every_cell_of_a_lesson_is_on_its_page_and_every_answer_is_folded(stem):
    path = lessons.NOTEBOOKS / f"{stem}.ipynb"
    lesson, made = lessons.read(path), sources.page(path)
    assert len(made.cells) == len(lesson.cells) + 1  # the line of links
    for cell, page in zip(lesson.cells, [made.cells[0], *made.cells[2:]], strict=True):
        assert cell.source in page.source
        if "reveal" in lessons.roles(cell) and cell.cell_type == "markdown":
            assert page.source.lstrip().startswith("<details"), cell.id
        if lessons.folded(cell) and cell.get("outputs"):
            assert "hide-output" in page.metadata["tags"], cell.id


def test_a_site_with_lessons_that_run_leads_to_them(tmp_path):
    paths = lessons.lessons()
    build.write_sources(tmp_path / "live", paths, live=True)
    assert (tmp_path / "live" / "browser.md").is_file()
    front = (tmp_path / "live" / "index.md").read_text(encoding="utf-8")
    assert '<a href="browser.html">Open in the browser</a>' in front
    assert "\nbrowser\n" in front
    page = lessons.read(tmp_path / "live" / "lessons" / paths[4].name)
    address = f'href="../lite/notebooks/index.html?path={paths[4].name}"'
    assert f"<a {address}>Run this lesson now</a>" in page.cells[1].source


def test_a_site_without_them_does_not_speak_of_them(tmp_path):
    paths = lessons.lessons()
    build.write_sources(tmp_path / "still", paths)
    for file in [
        *(tmp_path / "still").glob("*.md"),
        tmp_path / "still" / "lessons" / paths[4].name,
    ]:
        assert "lite/" not in file.read_text(encoding="utf-8"), file.name


def test_a_picture_without_an_alternative_text_is_refused(tmp_path):
    cell = new_code_cell("figures.bowl()", id="bowl")
    cell.outputs = [new_output("display_data", data={"image/png": "iVBORw0KGgo="})]
    notebook = new_notebook(cells=[new_markdown_cell("# 99 · A lesson"), cell])
    nbformat.write(notebook, tmp_path / "99_a_lesson.ipynb")
    with pytest.raises(ValueError, match="cell bowl has no alternative text"):
        sources.page(tmp_path / "99_a_lesson.ipynb")


def test_a_warning_of_sphinx_stops_the_site(tmp_path):
    needs_sphinx()
    paths = lessons.lessons()[:1]  # its links to other lessons lead nowhere
    with pytest.raises(build.SiteError, match="WARNING"):
        build.build(tmp_path / "site", paths)
    assert not (tmp_path / "site").exists()


def test_the_page_on_installing_is_the_readmes(monkeypatch, tmp_path):
    text = sources.install()
    assert text.count("\n## ") == 2
    assert ".venv/bin/nnlib lessons" in text
    (tmp_path / "README.md").write_text("# X\n\n## Start\n\nHere.\n", encoding="utf-8")
    monkeypatch.setattr(sources, "README", tmp_path / "README.md")
    with pytest.raises(ValueError, match="If something goes wrong"):
        sources.install()
