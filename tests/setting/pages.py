"""Pages of a test's own, set in the type of an edition."""

from collections.abc import Mapping

from vademecum.setting.fonts import Typefaces

Type = Mapping[str, bytes]


def page(typefaces: Typefaces, body: str, style: str = "") -> str:
    """Return a document with a body and a style sheet."""
    faces = "".join(
        f'@font-face {{ font-family: "{cut.family}"; font-weight: {cut.weight};'
        f' src: url("{cut.url}") }}'
        for cut in typefaces.cuts
    )
    family = f'html {{ font-family: "{typefaces.families[0]}" }}'
    head = f"<title>x</title><style>{faces}{family}{style}</style>"
    return f'<html lang="en"><head>{head}</head><body>{body}</body></html>'
