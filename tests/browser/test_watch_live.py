"""What a person does with `watch` and `look_inside` in JupyterLab, and what must then be seen."""

import contextlib
import json
import re

import pytest
from chromium import axes_rules

from conftest import run_cell, wait_for

pytestmark = pytest.mark.browser
SAMPLE = pytest.mark.sample

SETUP = """from nnlib import *
import nnlib
digits = load_mnist("embedded", quiet=True)
net = Network([784, 30, 10], seed=2)
watched = nnlib.watch(net, digits.train, {epochs}, 10, 3.0, digits.validation)
watched"""
NAND = """from nnlib import *
import nnlib
import numpy as np
rows = [(np.array([[a], [b]]), 1 - a * b) for a in (0, 1) for b in (0, 1)]
nnlib.watch(Network([2, 1]), rows, 3000, 4, 3.0, pace=10)"""
INSIDE = """from nnlib import *
import nnlib
net = Network.load(data_file("trained_784_30_10.npz"))
nnlib.look_inside(net, load_mnist("embedded", quiet=True).test, digit=3, neuron=4)"""
FULL = 100_000  # epochs: it runs until somebody stops it


def state(page):
    return page.locator(".nnlib-watch").get_attribute("data-state")


def wait_for_state(page, wanted):
    page.locator(f".nnlib-watch[data-state={wanted}]").wait_for(timeout=60_000)


def fact(page):
    return page.locator(".nnlib-watch > .fact").inner_text()


def epoch(page):
    return int(re.search(r"epoch (\d+)", fact(page))[1])


@contextlib.contextmanager
def dark(page):
    """JupyterLab's dark theme; the light one is back afterwards, for the server remembers it."""
    theme(page, "JupyterLab Dark", "false")
    try:
        yield
    finally:
        theme(page, "JupyterLab Light", "true")


def theme(page, name, light):
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.get_by_text("Theme", exact=True).first.hover()
    page.get_by_text(name, exact=True).click()
    page.locator(f"body[data-jp-theme-light={light}]").wait_for(state="attached")
    page.wait_for_timeout(1000)  # colours fade over


def press(page, button):
    page.locator(".nnlib-watch").get_by_role("button", name=button, exact=True).click()


def pictures(page, more=4):
    """Wait until some more pictures have come."""
    number = int(page.locator(".nnlib-watch").get_attribute("data-number"))
    page.wait_for_function(
        "n => Number(document.querySelector('.nnlib-watch').dataset.number) >= n",
        arg=number + more,
        timeout=60_000,
    )


@pytest.fixture
def notebook(lab):
    """Opens a notebook of some cells, runs the first, and waits for what must be seen."""
    inside = []

    def open_it(*cells, shown=".nnlib-watch", **options):
        context = lab.open(lab.copy(cells), run=False, **options)
        page = context.__enter__()
        inside.append(context)
        run_cell(page, 0)
        page.locator(shown).wait_for(timeout=60_000)
        return page

    yield open_it
    for context in inside:
        context.__exit__(None, None, None)


@SAMPLE
def test_it_plays_pauses_and_other_cells_run_meanwhile(notebook):
    page = notebook(SETUP.format(epochs=FULL), "6 * 7", "watched.at > 0, watched.state")
    assert state(page) == "ready"
    assert fact(page).startswith("Not trained yet")
    press(page, "play")
    pictures(page)
    assert run_cell(page, 1).inner_text() == "42"
    assert state(page) == "playing"
    points = page.locator(".nnlib-watch .path").get_attribute("points").count(",")
    pictures(page)
    assert page.locator(".nnlib-watch .path").get_attribute("points").count(",") > points
    press(page, "pause")
    wait_for_state(page, "paused")
    number = page.locator(".nnlib-watch").get_attribute("data-number")
    assert run_cell(page, 2).inner_text() == "(True, 'paused')"
    page.wait_for_timeout(700)
    assert page.locator(".nnlib-watch").get_attribute("data-number") == number
    before = epoch(page)
    press(page, "one epoch")
    page.locator(".nnlib-watch .fact").get_by_text(f"Paused, epoch {before + 1} of").wait_for()
    press(page, "play")
    wait_for_state(page, "playing")
    press(page, "stop")
    wait_for_state(page, "stopped")
    assert page.locator(".nnlib-watch").get_by_role("button", name="stop").is_disabled()
    assert page.problems == []


@SAMPLE
def test_another_rate_is_marked_on_the_curve_while_it_runs(notebook):
    page = notebook(SETUP.format(epochs=FULL))
    press(page, "play")
    pictures(page)
    press(page, "η ÷ 2")
    page.locator(".nnlib-watch .words").get_by_text("η = 1.5").wait_for()
    box = page.get_by_role("spinbutton", name="η", exact=True)
    assert box.input_value() == "1.5"
    assert state(page) == "playing"
    box.fill("0.7")
    box.press("Enter")
    page.locator(".nnlib-watch .words").get_by_text("η = 0.7").wait_for()
    size = page.get_by_role("spinbutton", name="mini-batch size", exact=True)
    size.fill("25")
    size.press("Enter")
    page.locator(".nnlib-watch .words").get_by_text("m = 25").wait_for()
    box.fill("-1")
    box.press("Enter")
    page.locator(".nnlib-watch [role=alert]").get_by_text("eta").wait_for()
    assert "η = 0.7" in fact(page)
    press(page, "stop")
    wait_for_state(page, "stopped")


def test_a_digit_is_chosen_and_its_ten_outputs_are_shown(notebook):
    ask = """x, label = digits.validation[watched.example]
int(answers(net.feedforward(x))[0]), label, len(net.history)"""
    page = notebook(SETUP.format(epochs=3), ask)
    press(page, "an example with the label 7")
    page.locator(".nnlib-watch .digit[aria-label$='label 7']").wait_for()
    first = page.locator(".nnlib-watch .digit").get_attribute("aria-label")
    press(page, "another")
    page.locator(f".nnlib-watch .digit:not([aria-label='{first}'])").wait_for()
    press(page, "play")
    wait_for_state(page, "finished")
    said, label, epochs = run_cell(page, 1).inner_text().strip("()").split(", ")
    assert (label, epochs) == ("7", "3")
    words = page.locator(".nnlib-watch .outputs figcaption").inner_text()
    assert words == f"it says {said}; " + ("right" if said == "7" else "it is 7")
    bars = page.locator(".nnlib-watch .bars").get_attribute("aria-label")
    values = [float(part.split(": ")[1]) for part in bars.split(", ")]
    assert len(values) == 10
    assert values.index(max(values)) == int(said)


def test_one_neuron_learns_nand_and_its_line_moves(notebook):
    page = notebook(NAND)

    def line():
        ends = page.locator(".nnlib-watch .neuron").first
        return [ends.get_attribute(end) for end in ("x1", "y1", "x2", "y2")]

    before = line()
    press(page, "one mini-batch")
    wait_for_state(page, "paused")
    after_one = line()
    assert after_one != before
    press(page, "play")
    pictures(page)
    press(page, "pause")
    wait_for_state(page, "paused")
    assert line() != after_one
    assert page.locator(".nnlib-watch .bars").get_attribute("aria-label").startswith("0 0: ")
    assert page.problems == []


def test_all_numbers_of_a_long_curve_are_whole(notebook):
    page = notebook(NAND.replace("3000, 4, 3.0, pace=10", "600, 4, 3.0"))
    press(page, "play")
    page.locator(".nnlib-watch[data-state=finished]").wait_for(timeout=60_000)
    paper = page.locator(".nnlib-watch .curve svg").bounding_box()
    numbers = page.locator(".nnlib-watch .curve svg text")
    assert "1000" in numbers.all_text_contents()
    for box in [number.bounding_box() for number in numbers.all()]:
        assert paper["x"] <= box["x"]
        assert box["x"] + box["width"] <= paper["x"] + paper["width"]


def test_a_cell_that_runs_again_and_a_closed_page_leave_nothing_behind(lab, notebook):
    page = notebook(SETUP.format(epochs=FULL), "old = watched", "old.state, watched.state")
    run_cell(page, 1)
    press(page, "play")
    pictures(page)
    run_cell(page, 0)  # its page is taken away, and another network stands there
    wait_for_state(page, "ready")
    page.wait_for_timeout(6000)
    assert run_cell(page, 2).inner_text() == "('paused', 'ready')"
    run_cell(page, 1)
    press(page, "play")
    pictures(page)
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1000)
    url, name = page.url, page.url.rpartition("/")[2]
    again = page.context.new_page()
    page.close()
    again.wait_for_timeout(6000)
    again.goto(url)
    again.wait_for_selector(".jp-Notebook .jp-Cell")
    output = run_cell(again, 2)
    output.get_by_text("('paused', 'paused')").wait_for(timeout=60_000)
    assert (lab.folder / name).exists()


def test_a_kernel_that_starts_again_leaves_nothing_running(notebook):
    page = notebook(SETUP.format(epochs=FULL))
    press(page, "play")
    pictures(page)
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_text("Restart Kernel…").first.click()
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    page.wait_for_timeout(4000)
    number = page.locator(".nnlib-watch").get_attribute("data-number")
    page.wait_for_timeout(1000)
    assert page.locator(".nnlib-watch").get_attribute("data-number") == number
    page.locator(".jp-Notebook .cm-content").first.click()
    page.keyboard.press("Control+Enter")
    wait_for_state(page, "ready")
    press(page, "one mini-batch")
    wait_for_state(page, "paused")


def test_it_is_reached_and_pressed_by_keys_alone(notebook):
    page = notebook(SETUP.format(epochs=FULL))
    page.get_by_role("button", name="play", exact=True).focus()
    page.keyboard.press("Space")
    wait_for_state(page, "playing")
    page.keyboard.press("Enter")
    wait_for_state(page, "paused")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.textContent") == "one mini-batch"
    box = page.get_by_role("spinbutton", name="mini-batch size", exact=True)
    box.focus()
    page.keyboard.press("ArrowUp")  # the field's, not the notebook's
    page.locator(".nnlib-watch .fact").get_by_text("mini-batches of 11").wait_for()
    spoken = page.locator(".nnlib-watch [aria-live]").inner_text()
    assert spoken.startswith("Paused, epoch ")


@SAMPLE
def test_the_next_day_its_still_is_there(lab):
    name = lab.copy([SETUP.format(epochs=3)])
    with lab.open(name) as page:
        page.locator(".nnlib-watch").wait_for()
        page.keyboard.press("Control+s")
        page.wait_for_timeout(2000)
    with lab.open(name, run=False) as page:
        page.get_by_text("Run the cell to move it").wait_for()
        picture = page.locator(".jp-OutputArea img")
        assert picture.evaluate("e => e.naturalWidth") > 0
        assert picture.get_attribute("alt").startswith("Not trained yet: 3 epochs to come")
        assert not page.get_by_text("model not found").count()


def test_the_next_day_the_still_shows_how_far_it_came(lab):
    name = lab.copy([SETUP.format(epochs=1)])
    with lab.open(name) as page:
        page.locator(".nnlib-watch").wait_for()
        press(page, "play")
        wait_for_state(page, "finished")
        said = fact(page)
        assert page.locator(".jp-OutputArea-output > img").is_hidden()  # beside the live one

        def saved():
            page.keyboard.press("Control+s")
            return "Finished" in (lab.folder / name).read_text(encoding="utf-8")

        wait_for(saved, 60, "the still of the end in the file")
        assert page.locator(".nnlib-watch").get_attribute("data-state") == "finished"
        assert page.problems == []
    with lab.open(name, run=False) as page:
        page.get_by_text("Run the cell to move it").wait_for()
        (picture,) = page.locator(".jp-OutputArea img").all()
        assert picture.get_attribute("alt") == said


@pytest.mark.parametrize(("cell", "width"), [(SETUP.format(epochs=3), 600), (NAND, 860)])
def test_nothing_lies_over_another_or_out_of_the_frame(notebook, cell, width):
    page = notebook(cell)
    page.evaluate(f"document.querySelector('.nnlib-watch').style.width = '{width}px'")
    press(page, "one epoch")
    wait_for_state(page, "paused")
    press(page, "η ÷ 2")
    page.locator(".nnlib-watch .words").wait_for()
    frame = page.locator(".nnlib-watch").bounding_box()
    boxes = []
    for part in page.locator(".nnlib-watch :is(button, input, select, figcaption, figure)").all():
        box = part.bounding_box()
        assert box["x"] >= frame["x"] - 1
        assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
    for part in page.locator(".nnlib-watch :is(button, input:not([type=checkbox]), select)").all():
        boxes.append(part.bounding_box())
    for i, one in enumerate(boxes):
        for other in boxes[:i]:
            apart = (
                one["x"] >= other["x"] + other["width"]
                or other["x"] >= one["x"] + one["width"]
                or one["y"] >= other["y"] + other["height"]
                or other["y"] >= one["y"] + one["height"]
            )
            assert apart


@pytest.mark.parametrize("cell", [SETUP.format(epochs=3), NAND, INSIDE])
def test_axe_finds_nothing_in_either_theme(notebook, cell):
    page = notebook(cell, shown=".nnlib-live >> nth=0")
    if "watch" in cell:
        press(page, "one epoch")
        wait_for_state(page, "paused")
        press(page, "η ÷ 2")
        page.locator(".nnlib-watch .words").wait_for()
    assert axes_rules(page, ".nnlib-live") == []
    with dark(page):
        assert axes_rules(page, ".nnlib-live") == []


@SAMPLE
def test_a_neuron_is_switched_off_and_the_count_changes(notebook):
    page = notebook(INSIDE, shown=".nnlib-live img")
    text = page.locator(".nnlib-live .fact")
    text.get_by_text("475 of 500 right").wait_for()
    page.locator(".nnlib-live").get_by_role("checkbox", name="switch it off").check()
    text.get_by_text("neuron 4 switched off").wait_for()
    text.get_by_text("469 of 500 right (as it was: read as 1; 475 right)").wait_for()
    page.get_by_role("slider", name="neuron of the hidden layer").press("ArrowRight")
    text.get_by_text("neuron 5 switched off").wait_for()
    line = page.locator(".nnlib-live .line code").last.inner_text()
    assert line == "look_inside(net, test_data, digit=3, neuron=5, off=True, scale=1.0)"
    page.locator(".nnlib-live").get_by_role("checkbox", name="switch it off").uncheck()
    text.get_by_text("neuron 5: z = ").wait_for()
    assert page.problems == []


def test_the_stop_button_pauses_what_is_watched(notebook):
    page = notebook(SETUP.format(epochs=FULL), "watched.state, watched._task.done()")
    press(page, "play")
    pictures(page)
    for _ in range(10):  # between two slices a kernel does not hear it
        page.locator(INTERRUPT).click()
        page.wait_for_timeout(300)
        if state(page) == "paused":
            break
    assert run_cell(page, 1).inner_text() == "('paused', True)"
    press(page, "play")
    pictures(page)
    press(page, "stop")
    wait_for_state(page, "stopped")


STOPPED = "Stopped during epoch "
INTERRUPT = "jp-button[data-command='notebook:interrupt-kernel']"


@SAMPLE
def test_the_stop_button_stops_run_all_and_says_so_in_a_sentence(lab):
    cells = [
        SETUP.format(epochs=1).partition("watched")[0],
        f"net.SGD(digits.train, {FULL}, 10, 3.0, digits.validation)",
        "print('ran on')",
    ]
    name = lab.copy(cells)
    with lab.open(name, run=False) as page:
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).first.click()
        page.get_by_text(re.compile(r"epoch\s\d+\sof\s100000,\s\d+\s/\s500\sright")).wait_for()
        page.get_by_text(re.compile(r"\d\sleft$")).wait_for()  # the time
        page.get_by_text("Epoch 2: ").wait_for()
        page.locator(INTERRUPT).click()
        cell = page.locator(".jp-Notebook .jp-CodeCell").nth(1)
        cell.get_by_text(STOPPED).wait_for(timeout=60_000)
        assert "Traceback" not in cell.inner_text()
        assert cell.inner_text().count(STOPPED) == 1
        page.wait_for_timeout(1000)
        assert not page.get_by_text("ran on", exact=True).count()
        assert not page.get_by_text(re.compile(r"\d\sleft$")).count()  # nor the bar
        page.keyboard.press("Control+s")
        page.wait_for_timeout(1500)
    saved = json.loads((lab.folder / name).read_text())
    kinds = [output["output_type"] for output in saved["cells"][1]["outputs"]]
    assert kinds.count("error") == 1
    shown = [output["data"] for output in saved["cells"][1]["outputs"] if "data" in output]
    assert all(set(data) == {"text/plain"} for data in shown), "no widget that is dead tomorrow"
    assert not any("".join(data["text/plain"]) for data in shown), "no text of a bar"
