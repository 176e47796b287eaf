"""What a hand draws on the pad in JupyterLab, and what must then be seen."""

import json
import re

import pytest
from chromium import axes_rules
from handwriting import writings

from conftest import keep_picture, run_cell

pytestmark = [pytest.mark.browser, pytest.mark.sample]

SEVEN = [[(8, 6), (20, 6), (13, 23)]]


def shown(page):
    page.locator(".nnlib-pad .nnlib-paper").wait_for(timeout=60_000)
    page.locator(".nnlib-fact", has_text="an example:").wait_for()


@pytest.fixture
def pad(opened):
    def open_it(arguments="", **options):
        return opened(f"pad = nnlib.draw({arguments})\npad", shown=shown, **options)

    return open_it


def paper(page):
    """The pad's left, top, and how many pixels of the page are one of MNIST's."""
    element = page.locator(".nnlib-paper")
    element.scroll_into_view_if_needed()
    return element.evaluate(
        "e => { const b = e.getBoundingClientRect();"
        " return [b.x + e.clientLeft, b.y + e.clientTop, e.clientHeight / 28] }"
    )


def draw(page, strokes):
    left, top, unit = paper(page)
    for points in strokes:
        (x, y), *others = [(left + unit * x, top + unit * y) for x, y in points]
        page.mouse.move(x, y)
        page.mouse.down()
        for point in others:
            page.mouse.move(*point)
        page.mouse.up()
    read(page)


def read(page):
    """Wait until what was drawn last is read."""
    page.wait_for_function("document.querySelector('.nnlib-pad').dataset.waiting === 'false'")


def click(page, button):
    page.locator(".nnlib-pad").get_by_role("button", name=button, exact=True).click()
    read(page)


def answers(page):
    """The digits with the longest bars, one for each network."""
    best = page.locator(".nnlib-best > span:first-child").all_inner_texts()
    return [int(digit) for digit in best]


def fact(page):
    return page.locator(".nnlib-fact").inner_text()


def test_digits_of_many_kinds_are_read(pad):
    page = pad()
    pen, wrong, drawn = None, {"784–30–10": [], "convolutional": []}, 0
    names = page.locator(".nnlib-chart > div:first-child").all_inner_texts()
    assert names == list(wrong)
    for digit in range(10):
        for manner, (wanted, strokes) in writings(digit).items():
            click(page, "clear")
            if pen != wanted:
                click(page, pen := wanted)
            draw(page, strokes)
            assert "example" not in fact(page)
            drawn += 1
            for name, said in zip(names, answers(page), strict=True):
                if said != digit:
                    wrong[name].append(f"{digit}, {manner}, as {said}")
    assert drawn >= 60
    assert len(wrong["convolutional"]) <= 0.05 * drawn, wrong
    assert len(wrong["784–30–10"]) <= 0.10 * drawn, wrong
    assert page.problems == []


def test_undo_takes_one_stroke_away_and_clear_all(pad):
    page = pad()
    draw(page, SEVEN)
    assert answers(page) == [7, 7]
    seven = fact(page)
    draw(page, [[(4, 20), (24, 20)]])
    assert fact(page) != seven
    click(page, "undo")
    assert fact(page) == seven
    click(page, "clear")
    assert fact(page).startswith("an example: ")


def test_the_thin_pen_leaves_less_ink_and_the_drawing_is_used_in_the_next_cell(pad):
    page, ink = pad(), []
    for pen in ("thick", "thin"):
        click(page, "clear")
        click(page, pen)
        draw(page, SEVEN)
        said = run_cell(page, 1, "print(pad.image.shape, pad.ink.sum())").inner_text()
        assert said.startswith("(28, 28) ")
        ink.append(float(said.split()[-1]))
    assert 1.6 < ink[0] / ink[1] < 2.1


def test_a_finger_draws(pad):
    page = pad(has_touch=True)
    left, top, unit = paper(page)
    finger = page.context.new_cdp_session(page)
    at = [{"x": left + unit * x, "y": top + unit * y} for x, y in [(8, 6), (14, 6), (20, 6)]]
    at += [{"x": left + unit * x, "y": top + unit * y} for x, y in [(17, 14), (13, 23)]]
    scrolled = page.locator(".jp-WindowedPanel-outer").evaluate("e => e.scrollTop")
    for kind, points in [
        ("touchStart", at[:1]),
        *(("touchMove", [a]) for a in at),
        ("touchEnd", []),
    ]:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    read(page)
    assert answers(page) == [7, 7]
    assert page.locator(".jp-WindowedPanel-outer").evaluate("e => e.scrollTop") == scrolled


def test_the_keyboard_draws(pad):
    page = pad()
    page.locator(".nnlib-paper").focus()
    for key in ["Shift+ArrowUp"] * 3 + [" "] + ["Shift+ArrowDown"] * 6 + [" "]:
        page.keyboard.press(key)
    read(page)
    assert answers(page) == [1, 1]
    assert page.evaluate("document.activeElement.className") == "nnlib-paper"
    said = run_cell(page, 1, "print(pad.strokes[0]['points'])").inner_text()
    points = json.loads(said)
    assert (points[0], points[-1]) == ([14, 5], [14, 23])
    page.locator(".nnlib-paper").focus()
    page.keyboard.press("z")  # undo
    read(page)
    assert fact(page).startswith("an example")


def test_kept_digits_are_in_the_next_cell(pad):
    page = pad()
    run_cell(page, 1, "from nnlib.classroom.widgets import pad as module; module._kept.clear()")
    assert "No digit is kept yet" in run_cell(page, 1, "nnlib.my_digits()").inner_text()
    draw(page, SEVEN)
    click(page, "7")
    page.get_by_text("kept as a 7; you have 1 digit now").wait_for()
    assert run_cell(page, 1, "nnlib.my_digits()").locator("img").count() == 1
    assert (
        "1 digit of yours: 784–30–10 reads 1"
        in run_cell(page, 1, "print(nnlib.my_digits())").inner_text()
    )


def test_nothing_drawn_cannot_be_kept(pad):
    page = pad()
    click(page, "3")
    page.get_by_text("Nothing is drawn yet").wait_for()
    assert page.problems == []


def test_the_hidden_neurons_light_up_and_show_their_weights(pad):
    page = pad("inside=True")
    lights = page.locator(".nnlib-lights button")
    assert lights.count() == 30
    before = [light.get_attribute("aria-label") for light in lights.all()]
    draw(page, SEVEN)
    after = [light.get_attribute("aria-label") for light in lights.all()]
    assert sum(a != b for a, b in zip(before, after, strict=True)) > 10
    pictures = []
    for neuron in (3, 8):
        lights.nth(neuron).hover()
        page.get_by_text(re.compile(rf"hidden neuron {neuron}: \d\.\d\d")).wait_for()
        pictures.append(page.locator(".nnlib-inside canvas").evaluate("e => e.toDataURL()"))
    assert pictures[0] != pictures[1]
    lights.nth(5).focus()
    page.get_by_text("hidden neuron 5: ").wait_for()


def test_a_wide_pad_reads_a_number(pad):
    page = pad("wide=True")
    assert page.locator(".nnlib-number").inner_text() == "504192"
    strokes = [
        [(x + 26 * place, y) for x, y in stroke]
        for place, digit in enumerate((7, 1, 4))
        for stroke in writings(digit)["thick"][1]
    ]
    draw(page, strokes)
    page.wait_for_function("document.querySelector('.nnlib-number').textContent === '714'")
    assert page.locator(".nnlib-piece").count() == 3


def test_in_notebook_7_the_pad_reads_a_seven(notebook7):
    name = notebook7.copy(["import nnlib\nnnlib.draw()"])
    with notebook7.open(name) as page:
        shown(page)
        draw(page, SEVEN)
        assert answers(page) == [7, 7]
        assert page.problems == []


@pytest.mark.parametrize("arguments", ["", "inside=True", "wide=True"])
def test_it_is_usable_at_all_widths_and_by_everyone(pad, arguments):
    page = pad(arguments)
    draw(page, SEVEN)
    assert axes_rules(page, ".nnlib-pad") == []
    keep_picture(page, ".nnlib-pad", f"pad-{arguments}")
    for width in (600, 820, 1130, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(300)
        frame = page.locator(".nnlib-pad").bounding_box()
        for part in page.locator(".nnlib-pad :is(canvas, button, b, .nnlib-bar)").all():
            box = part.bounding_box()
            assert box["x"] >= frame["x"] - 1
            assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1


def test_the_next_day_the_pad_is_a_still_picture(lab):
    name = lab.copy(["import nnlib\nnnlib.draw()"])
    with lab.open(name) as page:
        shown(page)
        page.keyboard.press("Control+s")
        page.wait_for_timeout(2000)
    with lab.open(name, run=False) as page:
        picture = page.locator(".jp-OutputArea img")
        picture.wait_for()
        assert picture.get_attribute("alt").startswith("an example: 784–30–10 says 3")
        page.get_by_text("Run the cell").wait_for()
        assert not page.get_by_text("model not found").count()


def test_on_a_small_pad_the_pen_is_where_the_pointer_is(pad):
    page = pad("wide=True", width=900)
    _left, _top, unit = paper(page)
    assert unit < 9
    draw(page, [[(50, 5), (50, 24)]])
    said = run_cell(page, 1, "print(pad.strokes[0]['points'])").inner_text()
    assert abs(json.loads(said)[-1][0] - 50) < 0.3
