"""How much longer a training takes that is watched: `watch` beside `SGD`.

    python benchmarks/watching.py [--epochs 8] [--rounds 5] [--browser /usr/bin/chromium]

Both train 784–30–10 on the digits that "auto" finds, in one Jupyter kernel, in turns, from equal
seeds. Without a browser a few lines stand for the page and answer each picture at once. With one
(and `playwright`) the page is open in JupyterLab and draws; then browser, server and kernel share
the processors. Beside each ratio of times stands that of the kernel's own processor time, which
other programs on the machine disturb less. Nothing is asserted.
"""

import argparse
import contextlib
import statistics
import sys
import tempfile
import time
from pathlib import Path

from jupyter_client.manager import start_new_kernel

SETUP = """import asyncio, time
import numpy as np
from nnlib import Network, load_mnist, watch
from nnlib.classroom.widgets import watching

mnist = load_mnist()
times = {}

def now():
    return np.array([time.perf_counter(), time.process_time()])

def noted(self, state, leave=watching.Watch._leave):
    leave(self, state)
    times["watch"] = now() - times["start"]

def started(self, goal, go=watching.Watch._go):
    times["start"] = now()
    go(self, goal)

watching.Watch._leave, watching.Watch._go = noted, started"""
SGD = """plain = Network([784, 30, 10], seed={seed})
start = now()
plain.SGD(mnist.train, {epochs}, 10, 3.0, mnist.validation)
times["SGD"] = now() - start"""
WATCH = """net = Network([784, 30, 10], seed={seed})
watched = watch(net, mnist.train, {epochs}, 10, 3.0, mnist.validation)
watched"""
PAGE = """async def page(watched):
    while watched.state != "finished":
        watched._heard(None, {"seen": watched.shown["number"]}, [])
        await asyncio.sleep(0.01)

watched.play()
standing_in = asyncio.ensure_future(page(watched))"""
RESULT = """assert all(map(np.array_equal, plain.weights, net.weights))
print(*times["SGD"], *times["watch"], watched.shown["number"])"""


@contextlib.contextmanager
def in_a_kernel(rounds):
    """Gives a function that runs a round of cells and returns what the last one printed."""
    manager, client = start_new_kernel()

    def run(code):
        printed = []

        def hook(message):
            if message["header"]["msg_type"] == "error":
                sys.exit("\n".join(message["content"]["traceback"]))
            printed.append(message["content"].get("text", ""))

        client.execute_interactive(code, output_hook=hook, timeout=600)
        return "".join(printed)

    def one(k):
        if not k:
            run(SETUP)
        sgd, watch = rounds[k]
        run(sgd)
        run(watch)
        run(PAGE)
        while run("print(watched.state)").strip() != "finished":
            time.sleep(0.5)
        return run(RESULT)

    try:
        yield one
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@contextlib.contextmanager
def in_a_browser(rounds, chromium):
    """The same on a page in JupyterLab, where a click on *play* begins."""
    from playwright.sync_api import sync_playwright

    sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))
    from conftest import jupyter_server

    cells = [SETUP, *(cell for two in rounds for cell in (*two, RESULT))]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with (
            jupyter_server(Path(folder), browser) as server,
            server.open(server.copy(cells), run=False) as page,
        ):

            def run(number):
                cell = page.locator(".jp-CodeCell").nth(number)
                cell.locator(".jp-InputArea-prompt").click()
                page.keyboard.press("Control+Enter")
                page.wait_for_timeout(300)
                page.wait_for_function(
                    "n => !document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')[n]"
                    ".textContent.includes('*')",
                    arg=number,
                    timeout=600_000,
                )
                return cell.locator(".jp-OutputArea").inner_text()

            def one(k):
                if not k:
                    run(0)
                run(3 * k + 1)
                run(3 * k + 2)
                root = page.locator(".nnlib-watch")
                root.wait_for()
                page.wait_for_timeout(500)
                root.locator(".play").click()
                page.locator(".nnlib-watch[data-state=finished]").wait_for(timeout=600_000)
                result = run(3 * k + 3)
                root.evaluate("element => element.remove()")
                return result

            yield one
        browser.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--browser")
    options = parser.parse_args()
    settings = [{"seed": seed, "epochs": options.epochs} for seed in range(options.rounds)]
    rounds = [(SGD.format(**values), WATCH.format(**values)) for values in settings]
    place = in_a_browser(rounds, options.browser) if options.browser else in_a_kernel(rounds)
    ratios = []
    with place as one:
        for k in range(options.rounds):
            *four, pictures = map(float, one(k).split())
            plain, cpu, watched, watched_cpu = four
            ratios.append((watched / plain, watched_cpu / cpu))
            print(
                f"SGD {plain:.2f} s, watch {watched:.2f} s: {ratios[-1][0]:.2f} times, "
                f"processor {ratios[-1][1]:.2f} times; {pictures / watched:.1f} pictures a second",
                flush=True,
            )
    times, processor = map(statistics.median, zip(*ratios, strict=True))
    print(f"median: {times:.2f} times, processor {processor:.2f} times")


if __name__ == "__main__":
    main()
