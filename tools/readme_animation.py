"""Record the animation of README.md: a digit is drawn and read, then a network learns.

    python tools/readme_animation.py [--browser /usr/bin/chromium]

It draws on the pad and presses *play* in JupyterLab in a real browser, takes a picture at each
step, and writes site/readme.gif, of at most 1 MB. Needs `pip install -e ".[browser]"` and a
Chromium.
"""

import argparse
import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PATH = ROOT / "site" / "readme.gif"
MOST_BYTES = 1_000_000
COLOURS = 32
WIDTH = 700  # of the page
MARGIN = 12  # of white, in pixels
DRAW = "import nnlib\nnnlib.draw(inside=True)"
WATCH = """import nnlib
digits = nnlib.load_mnist("embedded", quiet=True)
net = nnlib.Network([784, 30, 10], seed=2)
nnlib.watch(net, digits.train, 4, 10, 3.0, digits.validation, pace=10)"""
DIGITS = (3, 4)  # that are drawn
FRAMES = 12  # of the training
HIDE = ".jp-OutputPrompt, .jp-OutputArea-promptOverlay { visibility: hidden }"

sys.path[:0] = [str(ROOT / "tests" / "browser"), str(ROOT / "tests")]
from handwriting import writings  # noqa: E402

from conftest import jupyter_server, run_cell  # noqa: E402


def shot(page, selector):
    png = page.locator(selector).first.screenshot()
    return Image.open(io.BytesIO(png)).convert("RGB")


def draw(page):
    """Pictures of a pad on which digits are drawn, with the milliseconds for which they stand."""
    box = page.locator(".nnlib-paper").bounding_box()
    unit = box["height"] / 28
    for digit in DIGITS:
        page.locator(".nnlib-pad").get_by_role("button", name="clear").click()
        for points in writings(digit)["thick"][1]:
            for k, (x, y) in enumerate(points):
                page.mouse.move(box["x"] + unit * x, box["y"] + unit * y)
                if k == 0:
                    page.mouse.down()
                elif k % 4 == 0:
                    page.wait_for_timeout(250)
                    yield shot(page, ".nnlib-pad"), 160
            page.mouse.up()
        page.wait_for_function("document.querySelector('.nnlib-pad').dataset.waiting === 'false'")
        yield shot(page, ".nnlib-pad"), 1500


def learn(page):
    """Pictures of a network that learns."""
    yield shot(page, ".nnlib-watch"), 800
    page.locator(".nnlib-watch").get_by_role("button", name="play", exact=True).click()
    for _ in range(FRAMES):
        page.wait_for_timeout(1200)
        yield shot(page, ".nnlib-watch"), 250
    yield shot(page, ".nnlib-watch"), 2500


def record(browser):
    frames = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        with jupyter_server(Path(folder), chromium) as server:
            for code, selector, scene in (
                (DRAW, ".nnlib-pad", draw),
                (WATCH, ".nnlib-watch", learn),
            ):
                book = server.copy([code])
                with server.open(book, run=False, width=1330, height=1000) as page:
                    page.add_style_tag(content=HIDE)
                    run_cell(page, 0)
                    page.locator(selector).wait_for()
                    page.wait_for_timeout(1000)
                    frames += list(scene(page))
        chromium.close()
    return frames


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--browser", default="/usr/bin/chromium")
    frames = record(parser.parse_args().browser)
    wide = max(picture.width for picture, _ in frames)
    high = max(picture.height for picture, _ in frames)
    pictures = []
    for picture, _ in frames:
        sheet = Image.new("RGB", (wide + 2 * MARGIN, high + 2 * MARGIN), "white")
        sheet.paste(picture, (MARGIN, MARGIN))
        size = WIDTH, round(WIDTH * sheet.height / sheet.width)
        small = sheet.resize(size, Image.Resampling.LANCZOS)
        pictures.append(small.quantize(COLOURS, dither=Image.Dither.NONE))
    times = [time for _, time in frames]
    pictures[0].save(PATH, save_all=True, append_images=pictures[1:], duration=times, loop=0)
    size = PATH.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{PATH.name} has {size:,} bytes, more than {MOST_BYTES:,}.")
    print(f"site/{PATH.name}: {len(frames)} pictures, {size:,} bytes")


if __name__ == "__main__":
    main()
