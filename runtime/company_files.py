"""A company directory on disk."""

from pathlib import Path

from planning.company import Company
from planning.directory import TABLES, read_company, write_company
from planning.directory_header import HEADER_FILE
from planning.directory_problems import CompanyDirectoryUnusable, Problem
from runtime.powers import refuse_unknown_gates


def load_company(directory: Path) -> Company:
    """Read the directory's files; other files in it are left alone."""
    company = read_company(read_files(directory))
    refuse_unknown_gates(company)
    return company


def read_files(directory: Path) -> dict[str, str]:
    """File name to text of those files of a company directory that are there."""
    files: dict[str, str] = {}
    for name in (HEADER_FILE, *(table.file for table in TABLES)):
        path = directory / name
        if path.is_file():
            files[name] = _utf8(path)
    return files


def save_company(company: Company, directory: Path) -> None:
    """Write every file of the company, replacing what was there."""
    directory.mkdir(parents=True, exist_ok=True)
    files = write_company(company)
    for left_out in {table.file for table in TABLES} - files.keys():
        (directory / left_out).unlink(missing_ok=True)
    for name, text in files.items():
        (directory / name).write_text(text, encoding="utf-8", newline="\n")


def _utf8(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        wrong = f"byte {error.start} isn't UTF-8; save the file as UTF-8"
        read = str(error.object[error.start : error.start + 1])
        problem = Problem(file=path.name, row=None, column=None, read=read, wrong=wrong)
        raise CompanyDirectoryUnusable((problem,)) from error
