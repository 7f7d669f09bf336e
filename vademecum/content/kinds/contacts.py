"""What somebody is reached by: phones, e-mail, addresses of the web, Wi-Fi."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Final, Literal, Self
from urllib.parse import quote

from pydantic import Field, model_validator

from vademecum.blocks.block import Model
from vademecum.content.facts import Fact, checked, odd, value
from vademecum.text.language import Language

GROUP: Final = r"(?:\([0-9]{1,6}\)|[0-9]+)"
PHONE: Final = re.compile(rf"\+?{GROUP}(?:(?:[ ./-]|(?<=[0-9)]) ?(?=[(0-9])){GROUP})*")


def phone_complaint(text: str, region: str | None) -> str | None:
    """Return a complaint unless a text is a phone number of a region, or one with a country."""
    return _shape_complaint(text) or _region_complaint(text, region)


def _shape_complaint(text: str) -> str | None:
    """Return a complaint unless a text is a phone number in one region or another."""
    if not PHONE.fullmatch(text) or text.count("(") > 1:
        return f"{text!r} is no phone number (groups of digits, one of them in brackets, make one)"
    return _region_complaint(text, None) if text.startswith("+") else None


def _region_complaint(text: str, region: str | None) -> str | None:
    """Return a complaint unless a number is a valid one in a region."""
    import phonenumbers

    if region is None and not text.startswith("+"):
        return f"{text!r} has no country; begin it with +, or say `region` in guide.yaml"
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException as error:
        return f"{text!r} is no phone number ({str(error).rstrip('.').lower()})"
    if not phonenumbers.is_valid_number(number):
        where = "" if text.startswith("+") else f" in the region {region}"
        return f"{text!r} is not a valid phone number{where}"
    return None


class Phone(Fact):
    """A phone number, of the guide's region unless it begins with +."""

    copied: ClassVar[bool] = True
    example: ClassVar[str] = "+7 495 739-70-00"
    scanned: ClassVar[str] = "scan-call"

    kind: Literal["phone"]
    value: Annotated[
        str,
        value("a phone number, of the guide's region unless it begins with +"),
        checked(_shape_complaint),
    ]

    def complaint(self, region: str | None) -> str | None:
        """Return a complaint unless the number is one in the region."""
        return None if self.value.startswith("+") else _region_complaint(self.value, region)

    def payload(self, region: str | None) -> str:
        """Return the address of the phone (RFC 3966)."""
        import phonenumbers

        number = phonenumbers.parse(self.value, region)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966)

    def link(self, region: str | None) -> str:
        """Return what its code holds: a phone dials it."""
        return self.payload(region)


def mail_complaint(text: str) -> str | None:
    """Return a complaint unless a text is an e-mail address, in use or not."""
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError as error:
        said = str(error).rstrip(".")
        return f"{text!r} is no e-mail address: {said[:1].lower()}{said[1:]}"
    return None if _host(text.rpartition("@")[2]) else f"{text!r} has no proper host name"


class Email(Fact):
    """An e-mail address."""

    copied: ClassVar[bool] = True
    example: ClassVar[str] = "help@example.org"
    scanned: ClassVar[str] = "scan-mail"

    kind: Literal["email"]
    value: Annotated[str, value("an e-mail address", max_length=254), checked(mail_complaint)]

    def payload(self, region: str | None) -> str:
        """Return a link that begins a letter (RFC 6068)."""
        from email_validator import validate_email

        address = validate_email(self.value, check_deliverability=False)
        return f"mailto:{quote(address.local_part, safe='+')}@{address.ascii_domain}"

    def link(self, region: str | None) -> str:
        """Return what its code holds: a letter is begun."""
        return self.payload(region)


URL: Final = re.compile(r"(?i:https)://([^\s/?#@:]+)(?::([0-9]{1,5}))?((?:[/?#].*)?)")
MIXED: Final = re.compile(r"(?i)[a-z].*[Ͱ-ӿ]|[Ͱ-ӿ].*[a-z]")
"""Latin letters beside Greek or Cyrillic ones, which look like others."""
IN_PATH: Final = "/?#[]@!$&'()*+,;=:-._~%"
"""What is written as it is behind the host (RFC 3986, 2)."""


def url_complaint(text: str) -> str | None:
    """Return a complaint unless a text is an https address with the name of a host."""
    found = URL.fullmatch(text)
    if text[:8].lower() != "https://":
        return f"{text!r} is not an https address"
    if found is None or _host(found[1]) is None or int(found[2] or 1) not in range(1, 65536):
        return f"{text!r} has no proper host name"
    behind = found[3]
    if (
        re.search(r"%(?![0-9A-Fa-f]{2})", behind)
        or behind.count("#") > 1
        or re.search(r'[\s<>"\\^`{|}\x00-\x20]', behind)
    ):
        return f"{text!r} has characters an address may not have"
    return odd(text)


def _host(text: str) -> str | None:
    """Return a host in ASCII (UTS 46), or None where it is none."""
    import idna

    if any(MIXED.search(label) for label in text.split(".")):
        return None
    try:
        host = idna.encode(text, uts46=True, std3_rules=True).decode("ascii")
    except idna.IDNAError:
        return None
    last = host.rpartition(".")[2]
    return host if "." in host and re.fullmatch(r"[a-z][a-z0-9-]+", last) else None


class Url(Fact):
    """An address of the web."""

    copied: ClassVar[bool] = True
    example: ClassVar[str] = "https://example.org/help"
    scanned: ClassVar[str] = "scan-page"

    kind: Literal["url"]
    value: Annotated[str, value("an https address"), checked(url_complaint)]

    def printed(self, language: Language, region: str | None) -> str:
        """Return it without the scheme, its host in small letters of its own script."""
        import idna

        _, host, port, behind = self._parts
        return f"{idna.decode(host)}{port}{'' if behind == '/' else behind}"

    def payload(self, region: str | None) -> str:
        """Return the address in ASCII (RFC 3986; its host by IDNA)."""
        scheme, host, port, behind = self._parts
        return f"{scheme}{host}{port}{quote(behind, safe=IN_PATH)}"

    def link(self, region: str | None) -> str:
        """Return what its code holds: a browser opens it."""
        return self.payload(region)

    @property
    def _parts(self) -> tuple[str, str, str, str]:
        found = URL.fullmatch(self.value)
        assert found
        host = _host(found[1])
        assert host
        return "https://", host, f":{found[2]}" if found[2] else "", found[3]


ESCAPED: Final = re.compile(r'([\\;,":])')
HEX: Final = re.compile(r"[0-9A-Fa-f]+")
PASSWORDS: Final = {
    "wpa": (r"[ -~]{8,63}|[0-9A-Fa-f]{64}", "8 to 63 characters of ASCII"),
    "wep": (r"[ -~]{5}|[ -~]{13}|[0-9A-Fa-f]{10}|[0-9A-Fa-f]{26}", "5 or 13 characters of ASCII"),
}


def _network_complaint(text: str) -> str | None:
    if len(text.encode("utf-8")) > 32:
        return f"{text!r} is longer than the 32 bytes of a network's name"
    return odd(text)


class Network(Model):
    """A network of Wi-Fi: its name and how one gets in."""

    network: Annotated[str, Field(min_length=1, max_length=32), checked(_network_complaint)] = (
        Field(description="its name, as phones show it")
    )
    password: str | None = Field(None, max_length=64, description="left out where there is none")
    security: Literal["wpa", "wep", "open"] | None = Field(
        None, description="else wpa with a password, and open without"
    )
    hidden: bool = Field(False, description="whether phones do not show it")

    @property
    def secured(self) -> str:
        """How it is secured."""
        return self.security or ("open" if self.password is None else "wpa")

    @model_validator(mode="after")
    def _password_is_of_its_kind(self) -> Self:
        if self.secured == "open":
            if self.password is not None:
                raise ValueError("an open network has no password")
            return self
        pattern, expected = PASSWORDS[self.secured]
        if self.password is None:
            raise ValueError(f"a network secured by {self.secured} has a password")
        if not re.fullmatch(pattern, self.password):
            raise ValueError(f"a password of {self.secured} has {expected}")
        return self


class Wifi(Fact):
    """A network of Wi-Fi."""

    lettered: ClassVar[bool] = True
    example: ClassVar[str] = "{network: Hostel, password: blue-kettle-42}"
    scanned: ClassVar[str] = "scan-network"

    kind: Literal["wifi"]
    value: Network = Field(description="network, password and how it is secured")

    def printed(self, language: Language, region: str | None) -> str:
        """Return name and password."""
        return " · ".join(filter(None, (self.value.network, self.value.password)))

    def payload(self, region: str | None) -> str:
        """Return what phones join a network by, as ZXing's barcode contents have it."""
        said = self.value
        kind = "nopass" if said.secured == "open" else said.secured.upper()
        parts = [f"T:{kind}", f"S:{_named(said.network)}"]
        if said.password is not None:
            parts.append(f"P:{_escaped(said.password)}")
        if said.hidden:
            parts.append("H:true")
        return f"WIFI:{';'.join(parts)};;"


def _escaped(text: str) -> str:
    return ESCAPED.sub(r"\\\1", text)


def _named(network: str) -> str:
    """Return the name of a network, in quotes where it could be taken for bytes in hex."""
    return f'"{network}"' if HEX.fullmatch(network) else _escaped(network)
