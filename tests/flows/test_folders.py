from pathlib import Path

from flows.folders import find_applications, may_be_several


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"%PDF")


def names(application):
    return [found.name for found in application.files]


def test_a_folder_with_documents_is_one_application_subfolders_included(tmp_path):
    put(tmp_path, "capex.pdf", "Invoices/01.pdf", "Invoices/more/02.pdf")
    (only,) = find_applications(tmp_path)
    assert only.application_id == tmp_path.name
    assert names(only) == ["Invoices/01.pdf", "Invoices/more/02.pdf", "capex.pdf"]


def test_a_folder_of_folders_is_one_application_each(tmp_path):
    put(tmp_path, "Asha Recyclers/epr.pdf", "Bharat Metals/scans/cto.pdf")
    assert [(it.application_id, names(it)) for it in find_applications(tmp_path)] == [
        ("Asha Recyclers", ["epr.pdf"]),
        ("Bharat Metals", ["scans/cto.pdf"]),
    ]


def test_each_folder_keeps_the_loose_documents_as_an_application_of_their_own(tmp_path):
    put(tmp_path, "stray.pdf", "Asha/epr.pdf")
    found = find_applications(tmp_path, each_folder=True)
    assert [(it.application_id, names(it)) for it in found] == [(tmp_path.name, ["stray.pdf"]), ("Asha", ["epr.pdf"])]


def test_what_operating_systems_leave_behind_is_not_a_document(tmp_path):
    put(tmp_path, "Asha/epr.pdf", "Asha/Thumbs.db", "Asha/.DS_Store", "Asha/~$ledger.xlsx", "Thumbs.db", ".git/x")
    (only,) = find_applications(tmp_path)
    assert (only.application_id, names(only)) == ("Asha", ["epr.pdf"])


def test_the_output_folder_is_never_taken_for_documents(tmp_path):
    put(tmp_path, "epr.pdf", "out/Asha/worksheet.xlsx")
    (only,) = find_applications(tmp_path, leave_out=tmp_path / "out")
    assert names(only) == ["epr.pdf"]


def test_an_empty_folder_is_an_application_without_documents(tmp_path):
    (tmp_path / "Asha").mkdir()
    (only,) = find_applications(tmp_path)
    assert (only.application_id, only.files) == ("Asha", ())


def test_names_in_hindi_and_with_spaces_stay_as_they_are(tmp_path):
    put(tmp_path, "आशा/सहमति पत्र (1).pdf")
    (only,) = find_applications(tmp_path)
    assert names(only) == ["सहमति पत्र (1).pdf"]


def test_folders_of_documents_beside_a_stray_file_may_be_several_applications(tmp_path):
    put(tmp_path / "several", "list.xlsx", "Asha/epr.pdf", "Bharat/epr.pdf")
    put(tmp_path / "one", "capex.pdf", "Invoices/01.pdf", "Invoices/02.pdf")
    put(tmp_path / "each", "Asha/epr.pdf", "Bharat/epr.pdf")
    said = {it.name: may_be_several(it, find_applications(it)) for it in tmp_path.iterdir()}
    assert said == {"several": True, "one": False, "each": False}
    assert not may_be_several(tmp_path / "several", find_applications(tmp_path / "several", each_folder=True))
