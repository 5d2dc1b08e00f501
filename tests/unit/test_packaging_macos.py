"""What a Mac is told of the program."""

import importlib.util
import plistlib
import sys
from pathlib import Path

import pytest

from worldcafe import __version__
from worldcafe.wording.languages import LANGUAGES

PACKAGING = Path(__file__).parents[2] / "packaging"


@pytest.fixture(scope="module")
def package():
    sys.path.insert(0, str(PACKAGING))
    try:
        file = PACKAGING / "macos" / "image.py"
        spec = importlib.util.spec_from_file_location("packaging_macos", file)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(PACKAGING))
    return module


@pytest.fixture
def info(package):
    return plistlib.loads(plistlib.dumps(package.info()))


def test_a_workshop_is_a_kind_of_document_that_is_ours(info):
    (document,) = info["CFBundleDocumentTypes"]
    (declared,) = info["UTExportedTypeDeclarations"]
    assert document["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    assert document["LSHandlerRank"] == "Owner"
    tags = declared["UTTypeTagSpecification"]
    assert tags["public.filename-extension"] == ["worldcafe"]
    assert tags["public.mime-type"] == ["application/vnd.worldcafe"]


def test_an_application_says_its_version_its_languages_and_what_it_needs(info):
    assert info["CFBundleShortVersionString"] == __version__
    assert set(info["CFBundleLocalizations"]) == set(LANGUAGES)
    assert info["LSMinimumSystemVersion"] == "13.0"
    assert info["NSLocalNetworkUsageDescription"]


def test_the_kind_of_document_has_a_name_in_every_language(package, info):
    (declared,) = info["UTExportedTypeDeclarations"]
    told = package.localised()
    assert set(told) == set(LANGUAGES)
    assert told["fr"] == f'"{declared["UTTypeDescription"]}" = "Atelier World Café";\n'


def test_of_what_a_hardened_program_may_only_what_the_gong_needs_is_asked(package):
    rights = plistlib.loads(package.ENTITLEMENTS.read_bytes())
    assert rights == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


def test_wheels_for_either_processor_are_taken_and_none_that_is_too_new(package):
    tags = package.tags("arm64")
    assert "macosx_13_0_universal2" in tags
    assert "macosx_11_0_arm64" in tags
    assert not {tag for tag in tags if "x86_64" in tag or tag.startswith("macosx_14")}
