"""What a person does with an interactive in JupyterLab, and what must then be seen."""

import base64
import io
import json
import re

import pytest
from chromium import axes_rules
from PIL import Image

from conftest import jupyter_server, keep_picture, live, settled
from nnlib.classroom.widgets import EXPLORERS

pytestmark = pytest.mark.browser
SAMPLE = pytest.mark.sample

# Notes the number and sharpness of every picture that is shown.
WATCH = """() => {
  const image = document.querySelector('.nnlib-live img');
  window.pictures = [];
  new MutationObserver(() => window.pictures.push(
    {number: Number(image.dataset.number), sharp: image.dataset.sharp})
  ).observe(image, {attributes: true, attributeFilter: ['data-sharp', 'data-number']});
}"""


def line_of(page):
    return page.locator(".nnlib-live .line code").last.inner_text()


def fact_of(page):
    return page.locator(".nnlib-live .fact").inner_text()


def box_of(page, what):
    return page.locator(f".nnlib-live {what}").first.bounding_box()


def drag(page, start, end, steps=25):
    page.mouse.move(*start)
    page.mouse.down()
    for k in range(1, steps + 1):
        page.mouse.move(*(a + (b - a) * k / steps for a, b in zip(start, end, strict=True)))
        page.wait_for_timeout(25)
    page.mouse.up()


@SAMPLE
def test_pictures_come_while_a_slider_is_dragged_in_order_and_a_sharp_one_last(opened):
    page = opened("nnlib.explore_perceptron()")
    page.evaluate(WATCH)
    track = box_of(page, "input[type=range]")
    y = track["y"] + track["height"] / 2
    before = [one.bounding_box() for one in page.locator(".nnlib-live .control").all()]
    page.mouse.move(track["x"] + 0.66 * track["width"], y)
    page.mouse.down()
    for k in range(30):
        page.mouse.move(track["x"] + (0.66 - 0.02 * k) * track["width"], y)
        page.wait_for_timeout(40)
    while_dragged = page.evaluate("window.pictures.length")
    during = [one.bounding_box() for one in page.locator(".nnlib-live .control").all()]
    page.mouse.up()
    settled(page)
    seen = page.evaluate("window.pictures")
    numbers = [picture["number"] for picture in seen]
    assert while_dragged >= 4
    assert numbers == sorted(numbers)
    assert {"number": numbers[-1], "sharp": "true"} == seen[-1]
    assert "false" in {picture["sharp"] for picture in seen}
    assert before == during  # no control moves or changes its size
    w1 = page.get_by_role("slider", name="w1, weight of x1").input_value()
    assert line_of(page).startswith(f"explore_perceptron(w1={float(w1)}, ")
    assert page.problems == []


@SAMPLE
def test_break_it_keeps_its_size(opened):
    page = opened("nnlib.explore_backprop()")
    before = page.get_by_role("combobox", name="break it").bounding_box()
    page.get_by_label("break it").select_option("no transpose in equation 2")
    settled(page)
    assert "planted: no transpose" in fact_of(page)
    assert page.get_by_label("break it").bounding_box() == before


@SAMPLE
def test_a_value_between_the_clicks_is_typed(opened):
    page = opened("nnlib.explore_descent()")
    box = page.get_by_label("η, the learning rate, as a number")
    box.fill("0.955")
    box.press("Enter")
    settled(page)
    assert line_of(page).startswith("explore_descent(eta=0.955, ")
    box.fill("7")  # beyond the end: the end
    box.press("Enter")
    settled(page)
    assert line_of(page).startswith("explore_descent(eta=1.2, ")
    assert page.problems == []


@SAMPLE
def test_the_start_is_taken_in_the_picture(opened):
    page = opened("nnlib.explore_descent()")
    picture = box_of(page, "img")
    mark = box_of(page, ".mark")
    start = mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2
    drag(page, start, (start[0] - 0.22 * picture["width"], start[1] + 0.2 * picture["height"]))
    settled(page)
    x, y = map(float, re.search(r"start=\((\S+), (\S+)\)", line_of(page)).groups())
    assert x < 0
    assert y < 3
    assert page.get_by_role("slider", name="x at the start").input_value() == f"{x:g}"


@SAMPLE
def test_a_step_is_taken_in_the_strip(opened):
    page = opened("nnlib.explore_backprop()")
    picture = box_of(page, "img")
    wide = 976 / 15 / 1000  # of the picture, for each of 12 boxes where 15 have room
    x, y = 0.012 + 6.5 * wide, 1 - 578 / 652
    page.mouse.click(picture["x"] + x * picture["width"], picture["y"] + y * picture["height"])
    settled(page)
    assert fact_of(page).startswith("step 7 of 12")


@SAMPLE
def test_a_cut_is_taken_in_the_line(opened):
    page = opened("nnlib.explore_cuts()")
    mark = page.locator(".nnlib-live .mark").nth(1).bounding_box()
    start = mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2 + 25
    drag(page, start, (start[0] - 60, start[1]))
    settled(page)
    first, second, third = map(int, re.findall(r"cut_\d=(\d+)", line_of(page)))
    assert (first, third) == (20, 70)
    assert second < 50


def test_the_window_is_taken_on_the_digit(opened):
    page = opened("nnlib.explore_convolution()")
    picture = box_of(page, "img")
    page.mouse.click(picture["x"] + 0.1 * picture["width"], picture["y"] + 0.5 * picture["height"])
    settled(page)
    assert "row=8, column=8" not in line_of(page)


@SAMPLE
def test_play_goes_on_by_itself_and_pauses(opened):
    page = opened("nnlib.explore_backprop()")
    page.get_by_role("button", name="step: one step on").click()
    settled(page)
    assert fact_of(page).startswith("step 2 of 12")
    page.get_by_role("button", name="step: play").click()
    page.wait_for_function("document.querySelector('.fact').textContent.startsWith('step 4')")
    page.get_by_role("button", name="step: pause").click()
    settled(page)
    here = fact_of(page)
    page.wait_for_timeout(1500)
    assert fact_of(page) == here


@SAMPLE
def test_radio_buttons_and_switches_are_chosen(opened):
    page = opened("nnlib.explore_perceptron()")
    page.get_by_role("radio", name="XOR").check()
    settled(page)
    assert "target='XOR'" in line_of(page)
    page = opened("nnlib.explore_matrix_product()")
    page.get_by_label("rows of a").select_option("n_in + 1")
    page.locator(".nnlib-live").get_by_role("checkbox").check()
    settled(page)
    assert "rows_of_a='n_in + 1', flat_b=True" in line_of(page)


def test_two_on_one_page_do_not_take_each_others_buttons(lab):
    name = lab.copy(["import nnlib\nnnlib.explore_chain()", "nnlib.explore_perceptron()"] * 2)
    with lab.open(name) as page:
        page.locator(".nnlib-live[role=group]").nth(3).wait_for()
        groups = page.locator(".nnlib-live fieldset").all()
        assert [group.locator("input:checked").count() for group in groups] == [1] * len(groups)
        first, second = page.get_by_role("group", name="explore_perceptron").all()
        first.get_by_text("NAND", exact=True).click()  # its words, not its button
        first.get_by_text("w1, weight of x1").click()
        assert first.get_by_role("radio", name="NAND").is_checked()
        assert second.get_by_role("radio", name="AND", exact=True).is_checked()
        assert first.get_by_role("slider").first.evaluate("e => e === document.activeElement")


@SAMPLE
def test_a_click_copies_the_line(opened):
    page = opened("nnlib.explore_softmax()")
    page.locator(".nnlib-live .copy").click()
    page.get_by_text("copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == line_of(page)


def test_the_arrow_keys_move_the_slider_and_change_no_cell(opened):
    page = opened("nnlib.explore_mini_batches()")
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    settled(page)
    assert line_of(page) == "explore_mini_batches(m=50)"
    assert page.evaluate("document.activeElement.type") == "range"


@SAMPLE
def test_in_notebook_7_the_arrow_keys_move_the_slider(notebook7):
    name = notebook7.copy(["import nnlib\nnnlib.explore_mini_batches()", "1 + 1"])
    with notebook7.open(name) as page:
        live(page)
        page.get_by_role("slider").focus()
        for _ in range(2):
            page.keyboard.press("ArrowDown")
        settled(page)
        assert line_of(page) == "explore_mini_batches(m=2)"
        assert page.evaluate("document.activeElement.type") == "range"


@pytest.mark.parametrize("name", EXPLORERS)
def test_it_is_usable_at_all_widths_and_by_everyone(opened, name):
    page = opened(f"nnlib.{name}()")
    top, picture = box_of(page, ".controls")["y"], box_of(page, "img")
    assert picture["y"] + picture["height"] - top <= 620
    assert axes_rules(page, ".nnlib-live") == []
    assert page.locator(".nnlib-live img").get_attribute("alt")
    assert not page.locator(".nnlib-live [title=null]").count()
    said = page.locator(".nnlib-live .fact")
    assert (said.get_attribute("role"), said.get_attribute("aria-live")) == ("status", "polite")
    for slider in page.get_by_role("slider").all():
        words = slider.get_attribute("aria-valuetext")
        assert words
        assert "-" not in words
    for width in (600, 850, 1130):
        page.evaluate(f"document.querySelector('.nnlib-live').style.width = '{width}px'")
        page.wait_for_timeout(150)
        frame = box_of(page, ".body")
        for part in page.locator(
            ".nnlib-live :is(input, select, button, output, label, img)"
        ).all():
            box = part.bounding_box()
            if box and box["width"] > 0:
                assert box["x"] >= frame["x"] - 1
                assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
        assert abs(box_of(page, ".holder")["height"] - box_of(page, "img")["height"]) < 2
    keep_picture(page, ".nnlib-live", name)
    assert page.problems == []


@pytest.mark.parametrize("zoom", [1.25, 1.5, 2])
@pytest.mark.parametrize("name", ["explore_landscapes", "explore_backprop", "explore_cuts"])
def test_nothing_is_cut_off_in_a_window_that_is_zoomed(opened, name, zoom):
    # A zoomed page has fewer pixels of its own, and each has more dots of the screen.
    size = {"width": int(1280 / zoom), "height": int(800 / zoom)}
    page = opened(f"nnlib.{name}()", device_scale_factor=zoom, **size)
    page.keyboard.press("Control+b")  # whoever zooms closes the file browser
    page.wait_for_timeout(500)
    frame = box_of(page, ".body")
    assert frame["width"] > 500
    parts = page.locator(".nnlib-live :is(input, select, button, output, label, img)").all()
    boxes = [box for part in parts if (box := part.bounding_box()) and box["width"] > 0]
    assert len(boxes) > 5
    for box in boxes:
        assert box["x"] >= frame["x"] - 1
        assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1


@pytest.mark.parametrize(
    "name", ["explore_descent", "explore_landscapes", "explore_backprop", "explore_dead_outputs"]
)
def test_what_has_an_order_is_played_and_stepped(opened, name):
    page = opened(f"nnlib.{name}()")
    start = line_of(page)
    back = page.get_by_role("button", name="one step back")
    on = page.get_by_role("button", name="one step on")
    first, second = (back, on) if name in ("explore_descent", "explore_landscapes") else (on, back)
    first.click()
    settled(page)
    assert line_of(page) != start
    second.click()
    settled(page)
    assert line_of(page) == start
    page.get_by_role("button", name="play").click()  # from the end it begins anew
    page.wait_for_function(f"!document.querySelector('.nnlib-live').innerText.includes({start!r})")
    page.get_by_role("button", name="pause").click()
    assert page.problems == []


def test_in_the_dark_theme_frame_and_text_are_dark_and_light(opened):
    page = opened("nnlib.explore_descent()", color_scheme="dark")
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.get_by_text("Theme", exact=True).first.hover()
    page.get_by_text("JupyterLab Dark", exact=True).first.click()
    page.wait_for_function("document.body.dataset.jpThemeLight === 'false'")
    page.wait_for_timeout(1500)
    text = page.locator(".nnlib-live .fact").evaluate("e => getComputedStyle(e).color")
    paper = page.locator(".nnlib-live .holder").evaluate("e => getComputedStyle(e).backgroundColor")
    assert min(map(int, re.findall(r"\d+", text)[:3])) > 200
    assert max(map(int, re.findall(r"\d+", paper)[:3])) < 230  # not as bright as white
    assert axes_rules(page, ".nnlib-live") == []
    keep_picture(page, ".nnlib-live", "explore_descent-dark")
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.get_by_text("Theme", exact=True).first.hover()
    page.get_by_text("JupyterLab Light", exact=True).first.click()
    page.wait_for_function("document.body.dataset.jpThemeLight === 'true'")


@SAMPLE
def test_present_fills_the_window_and_escape_goes_back(opened):
    page = opened("nnlib.explore_descent()")
    small = box_of(page, "img")["width"]
    page.get_by_role("button", name="present").click()
    page.wait_for_timeout(300)
    dialog = page.locator("dialog.nnlib-present").bounding_box()
    assert (dialog["width"], dialog["height"]) == (1280, 800)
    assert box_of(page, "img")["width"] > small
    page.get_by_role("slider", name="η, the learning rate").press("ArrowLeft")
    page.keyboard.press("Escape")
    settled(page)
    assert page.locator("dialog.nnlib-present").is_hidden()
    assert line_of(page).startswith("explore_descent(eta=0.8, ")


@SAMPLE
def test_the_next_day_a_still_its_fact_and_what_to_do_are_there(lab):
    name = lab.copy(["import nnlib\nnnlib.explore_descent(eta=0.3)"])
    with lab.open(name) as page:
        live(page)
        page.keyboard.press("Control+s")
        page.wait_for_timeout(2000)
    saved = json.loads((lab.folder / name).read_text())
    (output,) = saved["cells"][0]["outputs"]
    assert not [kind for kind in output["data"] if "widget" in kind]
    with lab.open(name, run=False) as page:
        page.get_by_text("Run the cell to move it").wait_for()
        picture = page.locator(".jp-OutputArea img")
        assert picture.evaluate("e => e.naturalWidth") > 0
        assert picture.get_attribute("alt").startswith("f = 10 at the start")
        assert not page.get_by_text("model not found").count()


def test_on_a_server_of_others_the_still_stands_in_an_output_of_its_own(browser, tmp_path):
    without = "--ServerApp.jpserver_extensions={'nnlib.classroom.saving': False}"
    with jupyter_server(tmp_path, browser, "lab", without) as server:
        name = server.copy(["import nnlib\nnnlib.explore_descent()"])
        with server.open(name) as page:
            live(page)
            still = page.locator(".jp-OutputArea-output > img")
            assert still.count() == 1
            assert still.is_hidden()  # beside the live one
            page.keyboard.press("Control+s")
            page.wait_for_timeout(2000)
        with server.open(name, run=False) as page:
            page.locator(".jp-OutputArea-output > img").wait_for()


ANSWER = {"name": "stdout", "output_type": "stream", "text": ["It is 42.\n", "perceptron " * 30]}


def folded(server, picture):
    """A notebook whose first output is folded, and whose second shows a white picture."""
    name = server.copy(["print('It is 42.')", "white"])
    path = server.folder / name
    book = json.loads(path.read_text())
    question, white = book["cells"]
    question |= {"metadata": {"jupyter": {"outputs_hidden": True}}, "outputs": [ANSWER]}
    shown = {"data": {"image/png": picture, "text/plain": ["white"]}, "metadata": {}}
    white["outputs"] = [{**shown, "output_type": "display_data"}]
    path.write_text(json.dumps(book))
    return name


@pytest.fixture(scope="module")
def white():
    buffer = io.BytesIO()
    Image.new("L", (40, 30), 255).save(buffer, "png")
    return base64.b64encode(buffer.getvalue()).decode()


def says_nothing_until_unfolded(page):
    words = page.locator(".jp-OutputPlaceholder .jp-PlaceholderText").first
    words.wait_for(state="attached")
    assert "It is 42." in words.text_content()  # JupyterLab writes it there
    assert words.evaluate("e => getComputedStyle(e).visibility") == "hidden"
    said = words.evaluate("e => getComputedStyle(e, '::before').content")
    assert said == '"The output is folded. A click unfolds it."'
    words.locator("xpath=..").click()
    page.locator(".jp-OutputArea-output", has_text="It is 42.").wait_for()
    assert page.evaluate(TORN) == []


# Words of printed text that stand on two lines.
TORN = """() => [...document.querySelectorAll(".jp-OutputArea-output pre")].flatMap(pre => {
  const text = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT).nextNode();
  return [...text.data.matchAll(/\\w+/g)].filter(word => {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return new Set([...range.getClientRects()].map(r => r.top)).size > 1;
  }).map(word => word[0]);
})"""


@SAMPLE
def test_a_folded_output_says_nothing_of_its_answer(lab, white):
    with lab.open(folded(lab, white), run=False, kernel=False) as page:
        page.locator(".jp-OutputPlaceholder").wait_for()
        keep_picture(page, ".jp-Notebook", "folded-output")
        says_nothing_until_unfolded(page)
        picture = page.locator(".jp-OutputArea-output img").first
        look = (
            "e => { document.body.dataset.jpThemeLight = %s; return getComputedStyle(e).filter; }"
        )
        assert picture.evaluate(look % "'true'") == "none"
        assert picture.evaluate(look % "'false'") == "brightness(0.86)"
        assert page.problems == []


def test_in_notebook_7_a_folded_output_says_nothing_of_its_answer(notebook7, white):
    with notebook7.open(folded(notebook7, white), run=False) as page:
        says_nothing_until_unfolded(page)
