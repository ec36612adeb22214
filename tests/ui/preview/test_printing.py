from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtPrintSupport import QPrinter

from editor.core.fit import Overset
from editor.core.paper import Form
from editor.files.resources import load_forms
from editor.render.products import Produced, Product
from editor.ui.preview import print_dialog
from editor.ui.preview.print_dialog import PrintDialog
from editor.ui.preview.printing import by_hand_hint, duplex_hint, duplex_of, printer_for

FORMS = load_forms()


def sheets(form: Form, count: int = 2) -> bytes:
    """Return a PDF of empty sheets."""
    import io

    with pikepdf.new() as pdf:
        for _ in range(count):
            pdf.add_blank_page(page_size=(form.width * 72 / 25.4, form.height * 72 / 25.4))
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.fixture
def dialog(qtbot, session, job) -> PrintDialog:
    dialog = PrintDialog(session, job)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.prepare()
    return dialog


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_printer_is_set_up_for_the_form(form: Form) -> None:
    printer = printer_for(form, "Brochure")
    paper = printer.paperRect(QPrinter.Unit.Millimeter)
    assert paper.width() == pytest.approx(form.width, abs=1)
    assert paper.height() == pytest.approx(form.height, abs=1)
    assert printer.fullPage()
    assert printer.docName() == "Brochure"


def test_the_paper_turns_as_the_form_says(form: Form) -> None:
    assert duplex_of(form) is QPrinter.DuplexMode.DuplexShortSide
    assert duplex_of(replace(form, duplex="long-edge")) is QPrinter.DuplexMode.DuplexLongSide
    assert "short edge" in duplex_hint(form)
    assert "short edge" in by_hand_hint(form)


def test_without_a_printer_the_pdf_is_offered(dialog, job, form, monkeypatch, qtbot) -> None:
    monkeypatch.setattr(print_dialog, "has_printer", lambda: False)
    assert job.exports == [(Product.SHEETS, False)]
    job.exported.emit(Produced(Product.SHEETS, ((".pdf", sheets(form)),), (), ()))
    assert "No printer is installed" in dialog.status.text()
    assert not dialog.print_button.isEnabled()
    with qtbot.waitSignal(dialog.sheets_wanted):
        dialog.pdf_button.click()


def test_the_sheets_are_printed_at_their_size(dialog, job, form, tmp_path: Path, monkeypatch, qtbot) -> None:
    monkeypatch.setattr(print_dialog, "has_printer", lambda: True)
    job.exported.emit(Produced(Product.SHEETS, ((".pdf", sheets(form)),), (Overset("inside", "", 1, 3),), ()))
    assert dialog.hint.isVisible()
    assert "3 lines in Inside" in dialog.status.text()
    assert dialog.print_button.isEnabled()
    printer = printer_for(form, "Brochure")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    with qtbot.waitSignal(dialog.accepted, timeout=20000):
        dialog.print_on(printer)
    with pikepdf.open(tmp_path / "printed.pdf") as pdf:
        assert len(pdf.pages) == 2
        box = [float(number) for number in pdf.pages[0].mediabox]
    assert box[2:] == pytest.approx([842, 595], abs=1)


def test_one_page_needs_no_word_about_turning_it(dialog, job, form) -> None:
    job.exported.emit(Produced(Product.SHEETS, ((".pdf", sheets(form, 1)),), (), ()))
    assert not dialog.hint.isVisible()


def test_closing_while_the_sheets_are_prepared_cancels(dialog, job) -> None:
    dialog.reject()
    assert job.cancelled == 1
