"""A progress bar in JupyterLab that is over before the page has drawn it."""

import json

import pytest

pytestmark = pytest.mark.browser

BRIEF = """import time
from nnlib.support.bars import progress_bar
for number in range(40):
    with progress_bar(3, "step", f"bar {number}") as bar:
        for _ in range(3):
            time.sleep(PAUSE)
            bar.update()
"""


@pytest.mark.parametrize("pause", [0, 0.01], ids=["at once", "after 30 ms"])
def test_nothing_is_left_of_bars_that_are_gone_before_a_slow_page_draws_them(lab, pause):
    cells = [BRIEF.replace("PAUSE", str(pause)) for _ in range(4)] + ["print('all', 160)"]
    name = lab.copy(cells)
    with lab.open(name, run=False) as page:
        page.wait_for_timeout(2000)  # until the page has asked the kernel what widgets it has
        browser = page.context.new_cdp_session(page)
        browser.send("Emulation.setCPUThrottlingRate", {"rate": 6})
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).first.click()
        page.get_by_text("all 160", exact=True).wait_for(timeout=120_000)
        browser.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        page.wait_for_timeout(1500)
        assert not page.locator(".jp-OutputArea-output .widget-box").count()
        shown = page.locator(".jp-OutputArea-output").all_inner_texts()
        assert [text.strip() for text in shown if text.strip()] == ["all 160"]
        page.keyboard.press("Control+s")
        page.wait_for_timeout(1500)
        assert page.problems == []
    saved = json.loads((lab.folder / name).read_text())
    outputs = [out for cell in saved["cells"][:4] for out in cell["outputs"]]
    assert len(outputs) == 160
    assert all(set(out["data"]) == {"text/plain"} for out in outputs), "no widget that is dead"
    assert not any("".join(out["data"]["text/plain"]) for out in outputs), "no text of a bar"
