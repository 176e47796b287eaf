"""How the interactives follow the hand: pictures a second while dragged, release to picture.

    python benchmarks/interactives.py [explore_descent … pad] [--browser /usr/bin/chromium]

Each is opened in JupyterLab in a real browser at 1280×800, and its first slider is dragged to and
fro for three seconds, five times, in 60 moves a second, as a screen shows them. A slider of few
stops changes seldom: how often is told, and no more pictures than that can come. On the pad ten
digits are drawn, and it is measured how long the bars take after the last stroke. Needs
`playwright` and a Chromium; nothing is asserted.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))
from handwriting import writings

from conftest import jupyter_server, live, settled
from nnlib.classroom.widgets import EXPLORERS

WATCH = """() => {
  const image = document.querySelector('.nnlib-live img');
  const slider = document.querySelector('.nnlib-live input[type=range]');
  window.times = [];
  window.changes = 0;
  image.addEventListener('load', () => window.times.push([performance.now(), image.dataset.sharp]));
  slider.addEventListener('input', () => window.changes++);
}"""
MOVE = 1 / 60  # seconds from one move of the mouse to the next
STEP = 0.03  # of the track, at each of them: from end to end in half a second


def measure(page):
    """Of five drags: pictures and changes a second, and milliseconds from release to picture."""
    slider = page.locator(".nnlib-live input[type=range]").first
    box = slider.bounding_box()
    y, rates, changes, waits = box["y"] + box["height"] / 2, [], [], []
    page.evaluate(WATCH)
    for _ in range(5):
        page.evaluate("window.times = []; window.changes = 0")
        page.mouse.move(box["x"] + 0.5 * box["width"], y)
        page.mouse.down()
        start, k = time.monotonic(), 0
        while time.monotonic() - start < 3:
            k += 1
            share = abs((k * STEP) % 2 - 1)  # to and fro
            page.mouse.move(box["x"] + (0.03 + 0.94 * share) * box["width"], y)
            time.sleep(max(0, start + k * MOVE - time.monotonic()))
        seconds = time.monotonic() - start
        rates.append(page.evaluate("window.times.length") / seconds)
        changes.append(page.evaluate("window.changes") / seconds)
        released = page.evaluate("performance.now()")
        page.mouse.up()
        settled(page)
        page.wait_for_timeout(100)
        sharp = [t for t, kind in page.evaluate("window.times") if kind == "true" and t > released]
        waits += [sharp[-1] - released] if sharp else []
    return rates, changes, waits


CLOCK = """() => {
  const pad = document.querySelector('.nnlib-pad');
  window.addEventListener('pointerup', () => (window.lifted = performance.now()), true);
  new MutationObserver(() => requestAnimationFrame(() => (window.shown = performance.now())))
    .observe(pad, {attributes: true, attributeFilter: ['data-waiting']});
}"""


def measure_pad(page):
    """Milliseconds from the end of a digit's last stroke to the bars, for each of ten digits."""
    box, waits = page.locator(".nnlib-paper").bounding_box(), []
    unit = box["height"] / 28
    page.evaluate(CLOCK)
    for digit in range(10):
        page.locator(".nnlib-pad").get_by_role("button", name="clear").click()
        page.wait_for_timeout(300)
        for (x, y), *others in writings(digit)["thick"][1]:
            page.mouse.move(box["x"] + unit * x, box["y"] + unit * y)
            page.mouse.down()
            for x, y in others:
                page.mouse.move(box["x"] + unit * x, box["y"] + unit * y)
            page.mouse.up()
        page.wait_for_timeout(1000)
        waits.append(page.evaluate("window.shown - window.lifted"))
    return waits


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", default=[*EXPLORERS, "pad"])
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=options.browser, args=["--no-sandbox"])
        with jupyter_server(Path(folder), browser) as server:
            for name in options.names:
                pad = name == "pad"
                book = server.copy([f"import nnlib\nnnlib.{'draw' if pad else name}()"])
                with server.open(book) as page:
                    if pad:
                        page.locator(".nnlib-paper").wait_for()
                        waited = statistics.median(measure_pad(page))
                        print(f"{name:24} stroke to bars: {waited:.0f} ms", flush=True)
                        continue
                    live(page)
                    if not page.locator(".nnlib-live input[type=range]").count():
                        continue
                    rates, changes, waits = measure(page)
                    waited = f"{statistics.median(waits):.0f} ms" if waits else "no picture"
                    first, rate = rates[0], statistics.median(rates)
                    print(
                        f"{name:24} {rate:5.1f} pictures a second ({first:.1f} in the first drag, "
                        f"of {statistics.median(changes):.1f} changes); release: {waited}",
                        flush=True,
                    )
        browser.close()


if __name__ == "__main__":
    main()
