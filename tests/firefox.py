"""A phone in stock Firefox, spoken to by WebDriver BiDi; no driver stands between."""

import itertools
import json
import re
import shutil
import subprocess

from websocket import create_connection

from phones import USUAL
from real_window import eventually

NEEDED = ("firefox-esr",)
_SHOWN = """
const shown = (css) => [...document.querySelectorAll(css)]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }));
"""

_BROKEN_OFF = "status=2152398850"
"""`NS_BINDING_ABORTED`, as Firefox says it of a typeface."""


class FirefoxPhone:
    """What a person does on a phone and sees there, as `phones.Phone` has it."""

    def __init__(self, profile, *, lang="en"):
        profile.mkdir(exist_ok=True)
        preferences = {
            "intl.accept_languages": lang,
            "datareporting.policy.dataSubmissionEnabled": False,
            "browser.shell.checkDefaultBrowser": False,
            "app.update.enabled": False,
            "app.normandy.enabled": False,
        }
        told = (f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in preferences.items())
        (profile / "user.js").write_text("\n".join(told))
        width, height = USUAL
        self._process = subprocess.Popen(
            [
                shutil.which("firefox-esr"), "--headless", "--no-remote", "--profile", profile,
                "--remote-debugging-port=0", f"--width={width}", f"--height={height}",
            ],
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        address = None
        while address is None:
            address = re.search(r"ws://\S+", self._process.stderr.readline())
        self._line = create_connection(
            f"{address[0]}/session", timeout=60, suppress_origin=True
        )
        self._numbers = itertools.count(1)
        self._complaints = []
        self._ask("session.new", capabilities={})
        self._ask("session.subscribe", events=["log.entryAdded"])
        (tree,) = self._ask("browsingContext.getTree")["contexts"]
        self._context = tree["context"]

    def _ask(self, method, **params):
        number = next(self._numbers)
        self._line.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            said = json.loads(self._line.recv())
            if said.get("method") == "log.entryAdded" and said["params"]["level"] == "error":
                self._complaints.append(said["params"]["text"])
            if said.get("id") == number:
                assert said["type"] == "success", said
                return said["result"]

    # --- what a person does ---------------------------------------------------------------

    def open(self, url):
        for address in ("about:blank", url):  # another fragment alone would load nothing
            self._ask(
                "browsingContext.navigate", context=self._context, url=address, wait="complete"
            )

    def reload(self):
        self._ask("browsingContext.reload", context=self._context, wait="complete")

    def press(self, name):
        self._on(f'[name="{name}"]', "it.scrollIntoView({block: 'center'}); it.click()")

    def go(self, tab):
        self.press(f"tab-{tab}")

    def type(self, name, text):
        """Key by key, as a keyboard would."""
        self._on(f'[name="{name}"]', "it.focus()")
        keys = [{"type": way, "value": key} for key in text for way in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keyboard", "actions": keys}
        self._ask("input.performActions", context=self._context, actions=[source])

    # --- what a person sees ---------------------------------------------------------------

    def reads(self, text, css="body"):
        """Wait until this text is shown."""
        said = f"return shown({json.dumps(css)}).map((each) => each.innerText).join('\\n')"
        return eventually(lambda: text in self.run(said))

    def value(self, name):
        return self._on(f'[name="{name}"]', "return it.value")

    def complaints(self):
        """What the browser itself complains about, lost connections apart, and what was on its
        way when a page was left.
        """
        apart = ("NetworkError", _BROKEN_OFF)
        return [each for each in self._complaints if not any(name in each for name in apart)]

    def run(self, script):
        """What a script answers: a text, a number or a truth."""
        answer = self._ask(
            "script.callFunction", target={"context": self._context}, awaitPromise=True,
            functionDeclaration=f"() => {{ {_SHOWN} {script} }}",
        )  # fmt: skip
        assert answer["type"] == "success", answer
        return answer["result"].get("value")

    def _on(self, css, script):
        """Do something with the first that is shown, as soon as there is one."""
        found = f"const it = shown({json.dumps(css)})[0]; if (!it) return 'missing';"
        answered = []

        def done():
            answered[:] = [self.run(f"{found} {script}")]
            return answered != ["missing"]

        eventually(done)
        return answered[0]

    def close(self):
        self._line.close()
        self._process.terminate()
        self._process.wait(timeout=60)
        self._process.stderr.close()
