"""The note-taker's page on a slow phone: when it can be used, and how soon a key is painted."""

import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from phones import OpenRoom, Phone
from worldcafe.document import Document
from worldcafe.exchange.example import turin_example

SLOWED = 6
N_OPENED, N_KEYS = 7, 60

USABLE = """
window.usable = new Promise((resolve) => {
  new MutationObserver((_, watching) => {
    const title = document.querySelector('[name=title]');
    if (!title || title.closest('[hidden]')) return;
    watching.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
  }).observe(document, { childList: true, subtree: true, attributes: true });
});
"""
"""Once the field of the title is shown and painted. Nothing here has the page laid out, and it
is asked once: to look again and again would be a large part of what is measured.
"""
WHEN_USABLE = "const done = arguments[0]; window.usable.then(done);"
WHEN_WHOLE = "const done = arguments[0]; document.fonts.ready.then(() => done());"
"""Typefaces come after what is written in them."""
PAINTED = """
window.keys = [];
document.querySelector('[name=description]').addEventListener('keydown', () => {
  const begun = performance.now();
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => window.keys.push(performance.now() - begun);
    port2.postMessage(0);
  });
}, true);
"""


def main():
    """Print the figures of `docs/measurements.md`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "turin.worldcafe"
        with Document.create(path) as document:
            for command in turin_example("en"):
                document.do(command)
        room, phone = OpenRoom(path), Phone(Path(folder) / "phone")
        try:
            measure(room, phone)
        finally:
            phone.close()
            room.close()


def main_thread(room, phone):
    """Milliseconds of the processor that the page's own thread takes until it can be used.

    Unlike the time on the wall they do not grow with what else this machine is doing.
    """
    phone.command("Network.clearBrowserCache", {})
    phone.driver.get("about:blank")
    phone.command("Performance.enable", {"timeDomain": "threadTicks"})
    before = ticks(phone)
    phone.driver.get(room.table(1))
    phone.driver.execute_async_script(WHEN_USABLE)
    after = ticks(phone)
    phone.command("Performance.disable", {})
    return 1000 * (after - before if after >= before else after)  # another process counts anew


def ticks(phone):
    told = phone.command("Performance.getMetrics", {})["metrics"]
    return next(each["value"] for each in told if each["name"] == "TaskDuration")


def measure(room, phone):
    phone.command("Page.addScriptToEvaluateOnNewDocument", {"source": USABLE})
    phone.command("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    phone.command("Network.enable", {})
    opened, sent = [], []
    for _ in range(N_OPENED):
        phone.command("Network.clearBrowserCache", {})
        phone.open(room.table(1))
        opened.append(phone.driver.execute_async_script(WHEN_USABLE))
        phone.driver.execute_async_script(WHEN_WHOLE)
        sent.append(
            phone.run(
                """return performance.getEntriesByType('resource')
                .concat(performance.getEntriesByType('navigation'))
                .reduce((sum, { transferSize }) => sum + transferSize, 0)"""
            )
        )
    phone.command("Emulation.setCPUThrottlingRate", {"rate": 1})
    busy = [main_thread(room, phone) for _ in range(N_OPENED)]
    phone.run(PAINTED)
    for n in range(N_KEYS):
        phone.type("description", "abcdefghij"[n % 10])
    keys = sorted(phone.run("return window.keys"))
    print(f"| the page, with what it shows first | {max(sent) / 1024:.0f} KB sent | ≤ 120 KB |")
    print(
        f"| usable, processor slowed {SLOWED}× | median {statistics.median(opened):.0f} ms,"
        f" slowest {max(opened):.0f} ms | ≤ 1,000 ms |"
    )
    own = SLOWED * statistics.median(busy)
    print(f"| of that the page’s own thread, {SLOWED} × its processor time | {own:.0f} ms | |")
    print(
        f"| a key, painted | median {statistics.median(keys):.1f} ms,"
        f" of 20 the slowest {keys[-len(keys) // 20]:.1f} ms | ≤ 16 ms |"
    )


if __name__ == "__main__":
    main()
