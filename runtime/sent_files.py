"""Files people send by a form: the name a file is kept under."""

NAME_MAX_CHARS = 120


def own_name(given: str) -> str:
    r"""The file's name without folders, on one line, harmless in a mail's header; its end if long.

    >>> own_name("../../etc/x\r\ny.pdf"), own_name(r"C:\plans\nov.xlsx"), own_name("/")
    ('xy.pdf', 'nov.xlsx', 'file')
    """
    shown = "".join(sign for sign in given if sign.isprintable())
    return shown.replace("\\", "/").rpartition("/")[2][-NAME_MAX_CHARS:] or "file"
