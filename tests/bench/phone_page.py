"""The note-taker's page on a slow phone: when it can be used, and how soon a key is painted."""

import statistics
import sys
import tempfile
from dataclasses import dataclass
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
let key;
const field = document.querySelector('[name=description]');
const mark = (what) => (key[what] ??= performance.now());
field.addEventListener('keydown', () => { key = {}; mark('pressed'); }, true);
field.addEventListener('input', () => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { mark('painted'); window.keys.push(key); };
  requestAnimationFrame(() => { mark('frame'); port2.postMessage(0); });
}, true);
window.addEventListener('input', () => mark('worked'));
"""
"""For each key when it was pressed, when the page had done what it does at once, when the next
frame began and when that was painted.
"""
BARE_PAGE = "data:text/html,<textarea name=description rows=5 cols=40></textarea>"


@dataclass(frozen=True)
class Keys:
    """Milliseconds that each key took, the quickest first."""

    painted: list[float]
    """From the key to the picture, on a display that shows one sixty times a second."""
    worked: list[float]
    """Of that what the page did: what is left is waiting for the display."""

    @classmethod
    def typed(cls, phone):
        """What one finds who types a text into the description."""
        phone.run(PAINTED)
        for n in range(N_KEYS):
            phone.type("description", "abcdefghij"[n % 10])
        keys = phone.run("return window.keys")
        painted = (key["painted"] - key["pressed"] for key in keys)
        worked = (
            key["painted"] - key["pressed"] - max(0, key["frame"] - key["worked"])
            for key in keys
        )
        return cls(sorted(painted), sorted(worked))


def told(times):
    """A row's middle, its slow end and its end."""
    p95 = times[int(len(times) * 0.95)]
    return f"median {statistics.median(times):.1f}, p95 {p95:.1f}, slowest {times[-1]:.1f} ms"


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
    keys = Keys.typed(phone)
    phone.driver.get(BARE_PAGE)
    bare = Keys.typed(phone)
    print(f"| the page, with what it shows first | {max(sent) / 1024:.0f} KB sent | ≤ 120 KB |")
    print(
        f"| usable, processor slowed {SLOWED}× | median {statistics.median(opened):.0f} ms,"
        f" slowest {max(opened):.0f} ms | ≤ 1,000 ms |"
    )
    own = SLOWED * statistics.median(busy)
    print(f"| of that the page’s own thread, {SLOWED} × its processor time | {own:.0f} ms | |")
    print(
        f"| a key, painted: {N_KEYS} of them, the display’s own beat of 16.7 ms apart |"
        f" {told(keys.worked)}; on a bare page with one field {told(bare.worked)} | ≤ 16 ms |"
    )
    print(
        f"| with waiting for that beat | {told(keys.painted)};"
        f" on the bare page {told(bare.painted)} | |"
    )


if __name__ == "__main__":
    main()
