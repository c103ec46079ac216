"""Thousands of broken mails: each is read or typed as unreadable, nothing else."""

import random
from email.message import EmailMessage

from mail.incoming import UnreadableMail, read_mail

SNIPPETS = [
    b"\r\n\r\n",
    b"=?utf-8?q?=ZZ?=",
    b"=?unknown-9?b?\xff\xfe?=",
    b"Content-Type: multipart/mixed; boundary=b\r\n",
    b"Content-Type: message/rfc822\r\n",
    b"Content-Type: text/html; charset=utf-7\r\n",
    b"Content-Type: text/plain; charset=idna\r\n",
    b"Content-Type: text/plain; charset=\x00\r\n",
    b"Content-Disposition: attachment; filename*0*=x''%80\r\n",
    b"Content-Transfer-Encoding: uuencode\r\n",
    b"Date: Thu, 05 Nov 0000 10:00:00 -9999\r\n",
    b'From: "a\\" <@,:;@>\r\n',
    b"To: group:;, <\r\n",
    b"\x00\xff\x80",
    b"--b--\r\n",
    b"<!DOCTYPE [<![CDATA[<p style=",
    b"&#99999999999;&#xD800;",
    b"(((((((((((((((",
]


def seeds() -> list[bytes]:
    plain = EmailMessage()
    plain["From"], plain["To"] = "Zoë <zoe@halden.example>", "reply+a@halden.example"
    plain["Date"], plain["Subject"] = "Thu, 05 Nov 2026 10:00:00 +0100", "Ré: Größe"
    plain.set_content("Confirmed\n\nOn Thu, Sopwith wrote:\n> 12\n")
    rich = EmailMessage()
    rich["From"], rich["To"] = "b@halden.example", "c@halden.example"
    rich.set_content("Hej då\n")
    rich.add_alternative("<p>Hej <b>då</b></p>", subtype="html")
    rich.add_attachment(b"a;b\n1;2", maintype="text", subtype="csv", filename="grün.csv")
    nested = EmailMessage()
    nested["From"] = "d@halden.example"
    nested.set_content("see below")
    nested.add_attachment(plain)
    return [plain.as_bytes(), rich.as_bytes(), nested.as_bytes()]


def mutant(raw: bytes, luck: random.Random) -> bytes:
    data = bytearray(raw)
    for _ in range(luck.randint(1, 8)):
        at = luck.randrange(len(data) + 1)
        match luck.randrange(4):
            case 0:
                data[at:at] = luck.choice(SNIPPETS)
            case 1:
                del data[at : at + luck.randint(1, 40)]
            case 2:
                data[at : at + 1] = bytes([luck.randrange(256)])
            case _:
                data[at:at] = data[at : at + luck.randint(1, 60)] * luck.randint(1, 4)
    return bytes(data)


def test_no_mutant_breaks_the_reader() -> None:
    luck = random.Random(20261105)
    read = unreadable = 0
    for _ in range(4000):
        try:
            read_mail(mutant(luck.choice(seeds_once), luck))
            read += 1
        except UnreadableMail:
            unreadable += 1
    assert read > 2000
    assert unreadable > 10


def test_a_deep_nest_is_survived() -> None:
    raw = b"From: a@b.example\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 3000 + b"x"
    try:
        read_mail(raw)
    except UnreadableMail:
        return


seeds_once = seeds()
