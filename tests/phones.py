"""Phones in a real browser, and a room that is really open to them: at a network address."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import warnings
from pathlib import Path

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

from open_room import port_of_its_own
from real_window import eventually
from worldcafe.document import Document
from worldcafe.lan.codes import Codes, Role, Scope

NEEDED = ("chromium", "chromedriver")
WEBKIT = ("WebKitWebDriver", "Xvfb", "openbox")
SMALL, USUAL, TABLET = (360, 640), (390, 844), (820, 1180)


def missing_browser(needed=NEEDED):
    """The programs that a phone needs and this machine lacks."""
    return [name for name in needed if shutil.which(name) is None]


class OpenRoom:
    """`worldcafe serve` on a file; killed and started again it is found at the same address."""

    def __init__(self, path, environment=None, *, within=(), options=()):
        """`within` begins the command, `options` end it."""
        self.path = Path(path)
        self._within, self._options = within, ("--port", str(port_of_its_own()), *options)
        self._environment = {**os.environ, **(environment or {})}
        with Document.open(self.path) as document:
            self._workshop, self._secret = document.workshop, document.secret()
        self.start()

    def start(self):
        command = [sys.executable, "-m", "worldcafe", "serve", str(self.path), "--json"]
        self._server = subprocess.Popen(
            [*self._within, *command, *self._options],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        line = self._server.stdout.readline()
        assert line, self._server.stderr.read().decode()
        self.told = json.loads(line)

    def url(self, role, id=""):
        """The address that a card or badge would carry."""
        code = Codes(self._secret).code_of(Scope(role, id), self._workshop)
        return f"{self.told['url']}#{code}"

    def table(self, number):
        found = next(t for t in self._workshop.tables.values() if t.number == number)
        return self.url(Role.TABLE, found.id)

    def kill(self):
        """As a battery that is pulled would."""
        self._server.kill()
        self._end()

    def close(self):
        if self._server.poll() is None:
            self._server.send_signal(signal.SIGTERM)
        self._end()

    def _end(self):
        try:
            self._server.wait(timeout=60)
        finally:
            self._server.kill()  # one that did not end goes on spinning otherwise
            self._server.wait()
            self._server.stdout.close()
            self._server.stderr.close()

    def written(self):
        """The workshop as the file holds it; the room is closed for that."""
        self.close()
        with Document.open(self.path) as document:
            return document.workshop


class Phone:
    """A phone's browser. What it keeps is in `profile`, which outlives it."""

    def __init__(self, profile, *, size=USUAL, lang="en", dark=False, font=16):
        self._profile, self._lang, self._size = profile, lang, size
        self._font = font
        self.start()
        self.look(size, dark=dark)

    def start(self):
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium")
        for argument in (
            "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
            f"--user-data-dir={self._profile}", f"--accept-lang={self._lang}",
        ):  # fmt: skip
            options.add_argument(argument)
        fonts = {"webkit": {"webprefs": {"default_font_size": self._font}}}
        options.add_experimental_option("prefs", fonts)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        service = webdriver.ChromeService(
            shutil.which("chromedriver"), popen_kw={"start_new_session": True}
        )
        self._service = service
        self.driver = webdriver.Chrome(options=options, service=service)
        self.driver.set_script_timeout(30)

    def look(self, size, *, dark=False):
        """Be a phone of this size, by day or by night."""
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": True}
        self.command("Emulation.setDeviceMetricsOverride", metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.command("Emulation.setEmulatedMedia", {"features": [scheme]})

    def command(self, name, arguments):
        return self.driver.execute_cdp_cmd(name, arguments)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    # --- what a person does ---------------------------------------------------------------

    def open(self, url):
        self.driver.get("about:blank")  # another fragment alone would load nothing
        self.driver.get(url)

    def reload(self):
        self.driver.refresh()

    def type(self, name, text):
        self.field(name).send_keys(text)

    def clear(self, name):
        self.run("arguments[0].select()", self.field(name))

    def press(self, name, within=""):
        """Press a button as soon as it is there; what is drawn anew meanwhile is looked for."""

        def pressed():
            element = self.see(f'{within} [name="{name}"]')
            with contextlib.suppress(StaleElementReferenceException):
                self.run("arguments[0].scrollIntoView({block: 'center'})", element)
                self.run("arguments[0].click()", element)
                return True
            return False

        eventually(pressed)

    def choose(self, name, value):
        Select(self.field(name)).select_by_value(value)

    def send(self, name, path):
        """Choose a file, as the phone's own dialog would."""
        self.driver.find_element(By.NAME, name).send_keys(str(path))

    def field(self, name):
        return self.see(f'[name="{name}"]')

    def go(self, tab):
        """Go to a part of the note-taker's page: write, notes, close."""
        self.press(f"tab-{tab}")

    def unfold(self):
        """Look at every field of the form."""
        unfold = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
        self.run(unfold)
        self.field("modality")  # what is folded is made when somebody looks
        self.run(unfold)

    def lose_network(self, *, lost=True):
        self.command("Network.enable", {})
        rates = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        self.command("Network.emulateNetworkConditions", {"offline": lost, **rates})

    def go_flat(self):
        """End the browser as an empty battery would."""
        os.killpg(self._service.process.pid, signal.SIGKILL)
        self._service.process.wait(timeout=60)
        with contextlib.suppress(Exception):
            self.driver.quit()
        for lock in Path(self._profile).glob("Singleton*"):
            lock.unlink()

    def close(self):
        self.driver.quit()

    # --- what a person sees ---------------------------------------------------------------

    def see(self, css):
        """The first element that is shown, once there is one."""
        return eventually(lambda: next(iter(self.shown(css)), None))

    def shown(self, css):
        found = self.driver.find_elements(By.CSS_SELECTOR, css)
        with contextlib.suppress(StaleElementReferenceException):
            return [each for each in found if each.is_displayed()]
        return []

    def reads(self, text, css="body"):
        """Wait until this text is shown."""
        return eventually(lambda: text in self.text(css))

    def text(self, css="body"):
        with contextlib.suppress(StaleElementReferenceException):
            return "\n".join(each.text for each in self.shown(css))
        return ""

    def value(self, name):
        return self.field(name).get_attribute("value")

    @property
    def sign(self):
        """What the page says of what this phone has told."""
        return self.text(".top .sign")

    def complaints(self):
        """What the browser itself complains about, but for lost connections and for rooms that
        closed while it waited for news.
        """
        expected = ("net::ERR", "503 (Service Unavailable)")
        return [
            each["message"]
            for each in self.driver.get_log("browser")
            if each["level"] == "SEVERE" and not any(map(each["message"].count, expected))
        ]

    def picture(self, path):
        self.driver.save_screenshot(str(path))


class WebKitPhone(Phone):
    """The same in WebKitGTK, which is nearest to what an iPhone has; on a virtual screen."""

    def __init__(self, screen):
        self._screen = screen
        self.start()

    def start(self):
        options = webdriver.WebKitGTKOptions()
        # Where there are several, each is of another generation of GTK.
        options.binary_location = str(max(Path("/usr/lib").glob("*/webkit2gtk-*/MiniBrowser")))
        options.add_argument("--automation")
        service = webdriver.WebKitGTKService(
            shutil.which("WebKitWebDriver"),
            env={
                **self._screen.environment,
                # As root there is no other way; the page is ours.
                "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            },
        )
        with warnings.catch_warnings():  # selenium warns of its own call
            warnings.simplefilter("ignore", DeprecationWarning)
            self.driver = webdriver.WebKitGTK(options=options, service=service)
