"""The registry of problems: every code, its cause and its cure."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Code:
    """What a problem's code stands for: the cause, and what to do about it."""

    cause: str
    cure: str


FILES: Final[Mapping[str, Code]] = {
    "no-guide": Code(
        "A folder in `content/` holds no `guide.yaml`.",
        "Add the guide, or move the folder away.",
    ),
    "no-file": Code(
        "A file that a guide needs is not there.",
        "Write it; a language needs `words/<tag>.yaml` and `templates/words/<tag>.yaml`.",
    ),
    "file-name": Code(
        "A file seems to be one that the press reads, by its name, and is not named quite so: "
        "`ar.yml`, `Theme.yaml`.",
        "Name it as the hint says.",
    ),
    "unreadable": Code(
        "A file cannot be opened, is no plain file, or is a link that leads out of the guide.",
        "Check its permissions; put a plain file, or a copy of what the link leads to, there.",
    ),
    "not-utf-8": Code(
        "A file holds bytes that are not UTF-8.",
        "Save it as UTF-8 in your editor.",
    ),
    "in-the-way": Code(
        "Something that the press did not make stands where it is to put a file.",
        "Move it away, or choose another folder with `-o`; it is never overwritten.",
    ),
    "changed-file": Code(
        "A file that the press made was changed in the output folder, and is not made now.",
        "Move it away, or build all to have it made again.",
    ),
    "empty-file": Code(
        "A file holds nothing but white space and comments.",
        "Write its content, or remove it.",
    ),
    "too-large": Code(
        "A file, a string or a list is longer, a folder fuller or deeper, than any guide could be.",
        "Shorten it, split the guide in two, or move away what is not of the guide.",
    ),
    "yaml-syntax": Code(
        "A file is not well-formed YAML.",
        "Do as the hint says; it was tried. Most often a value wants quotes: one that begins with"
        " `*`, `{` or `[`, or has a colon and a space in it. Indent with spaces.",
    ),
    "yaml-alias": Code(
        "A file uses an anchor, an alias or a tag of YAML.",
        "Write the value out; put a value that begins with `&`, `*` or `!` in quotes.",
    ),
    "yaml-duplicate-key": Code(
        "A mapping holds the same key twice.",
        "Remove one, or rename it.",
    ),
    "yaml-depth": Code(
        "A file is nested deeper than any guide could be.",
        "Compare it with a guide that works.",
    ),
    "broken-record": Code(
        "`versions.json` is not what `vademecum release` wrote.",
        "Put it back as it was, from your version control. Without it the press cannot say what"
        " has changed since a sheet was printed.",
    ),
    "control-character": Code(
        "A string holds a control character, or one that changes the direction of writing.",
        "Delete it. The press sets the direction of codes and names itself.",
    ),
}
MODEL: Final[Mapping[str, Code]] = {
    "unknown-key": Code(
        "A mapping holds a key that the press does not know.",
        "Correct the key; the hint names the nearest one.",
    ),
    "missing-key": Code(
        "A mapping lacks a key that it must have.",
        "Add it; compare with another guide.",
    ),
    "bad-value": Code(
        "A value is not of the kind that stands there.",
        "Give what the message asks for.",
    ),
    "unknown-language": Code(
        "A language tag is none that is registered, or does not name one language.",
        "Name the language by its BCP 47 tag: `en`, `zh-Hans`, `pt-BR`.",
    ),
    "language-tag": Code(
        "A language tag is not in its canonical form: old, too long, or in other capitals.",
        "Write the tag that the hint gives; a file of words is named after it.",
    ),
    "no-script": Code(
        "A language is written in a script for which the press has no faces.",
        "Name the faces of an installed font package in `press.yaml`; `docs/house.md` says how.",
    ),
    "no-face": Code(
        "`press.yaml` or `theme.yaml` names a package, a face or a font file that is not there.",
        "Correct the name, or install the package.",
    ),
    "names-nothing": Code(
        "`partner.yaml` names a block, a product, a language or a fact that the guide does not"
        " have, or adds what stands nowhere.",
        "Correct the name, or take it out.",
    ),
    "not-the-partners": Code(
        "A partner changes what it cannot change: the guide's words, its blocks, a fact's kind.",
        "Take it out; a partner replaces facts by others of their kind, and adds its own blocks.",
    ),
    "no-theme": Code(
        "`theme.yaml` begins with a theme that the press does not have.",
        "Name one that `vademecum list themes` shows.",
    ),
    "weak-colour": Code(
        "A colour of `theme.yaml` is too weak on its ground, or alarm and accent are too alike.",
        "Take the colour that the message names, or a darker one.",
    ),
    "unknown-fact": Code(
        "A fact is named that `facts.yaml` does not have.",
        "Correct the name, or add the fact with its source.",
    ),
    "unknown-block": Code(
        "A panel or `per` names a block that the guide does not have.",
        "Correct the id, or add the block.",
    ),
    "unknown-part": Code(
        "A spot chooses a part or a column that its block does not have.",
        "Correct the id, or add the part.",
    ),
    "empty-panel": Code(
        "Nothing is left to print on a panel: the facts that it shows are of low confidence.",
        "Find better sources for the facts, or put another block on the panel.",
    ),
    "unused-block": Code(
        "A block stands in no product.",
        "Put it on a panel, or take it out.",
    ),
    "first-form": Code(
        "A guide is written in the first form, with sections and one table.",
        "Write it as blocks and products; `docs/changes.md` says how.",
    ),
    "unknown-phrase": Code(
        "A phrase is named that `phrases.yaml` does not have.",
        "Correct the name, or add the phrase.",
    ),
    "unknown-picture": Code(
        "A picture is named that `pictures.yaml` does not have.",
        "Correct the name, or add the picture with its source and licence.",
    ),
    "unknown-icon": Code(
        "An icon is named that neither `pictures.yaml` nor the press has.",
        "Correct the name; `vademecum list icons WORD` finds one, `docs/pictograms.md` has all.",
    ),
    "same-icon": Code(
        "Two parts on one side of a paper have the same icon, so that it points at neither.",
        "Give one of them another icon, or none.",
    ),
    "unused-picture": Code(
        "No block shows a picture.",
        "Show it, or take it out.",
    ),
    "picture-file": Code(
        "A picture's file is not what its name says, is damaged, or moves.",
        "Save it anew as SVG, PNG or JPEG.",
    ),
    "picture-element": Code(
        "A drawing has an element, an attribute or a reference that is not allowed.",
        "Save it as plain SVG: shapes, gradients, clip paths and text; `docs/pictures.md` has all.",
    ),
    "coarse-picture": Code(
        "A picture has too few pixels for the width at which it is printed.",
        "Give one with as many as the hint says, or show it narrower.",
    ),
    "small-letters": Code(
        "A drawing has letters that would be printed smaller than the smallest type.",
        "Write them larger, show the drawing wider, or say `letters: none` if none has to be read.",
    ),
    "small-type": Code(
        "What the place is to read is printed smaller than its form promises.",
        "Set it larger in your style sheet: `var(--say)`, and `var(--key)` for the first sentence.",
    ),
    "picture-letters": Code(
        "A picture may have letters in another language than the reader's.",
        "Give a file for the language under `in`, or say `letters: none`.",
    ),
    "fact-value": Code(
        "A fact's value is not of its kind.",
        "Correct the value or the kind; `docs/facts.md` lists the kinds.",
    ),
    "low-confidence": Code(
        "Words rest on a fact of low confidence, which is never printed.",
        "Leave it out, or find a better source for the fact.",
    ),
    "claim-in-words": Code(
        "Words quote a claim, which has no value to print.",
        "Say it in words, and name the claim in `guide.yaml` under `rests_on`.",
    ),
    "old-schema": Code(
        "The schemas in a guide's `.schema/` were made before the guide was changed.",
        "Run `vademecum schema`, or remove the folder.",
    ),
    "future-day": Code(
        "A check or a review is said to have been done on a day that has not been yet.",
        "Give the day on which it was done; a day of grace is allowed.",
    ),
    "stale-fact": Code(
        "A fact is older than its shelf life, and printed with the mark ‡.",
        "Check it against its source, and set `checked` to the day on which you did.",
    ),
}
WORDS: Final[Mapping[str, Code]] = {
    "wrong-script": Code(
        "Words are mostly written in another script than that of their language's tag.",
        "Put them under the tag that the hint gives, or write them in the tag's script.",
    ),
    "missing-words": Code(
        "A language lacks the words for an id of the guide.",
        "Translate them from the source language.",
    ),
    "superfluous-words": Code(
        "A language has words for an id that the guide does not have.",
        "Remove them, or correct the id.",
    ),
    "outdated-words": Code(
        "The source sentence has changed since a string was translated from it.",
        "Compare the two, correct the translation, then run `vademecum accept`.",
    ),
    "untranslated-words": Code(
        "A translation says the same, in two words or more, as the source language.",
        "Translate it or, if it is meant so, run `vademecum accept`.",
    ),
    "code-in-words": Code(
        "A number of three digits or more, a code, a phone or an address is typed into words. In a"
        " translation: it is not the one that its source has.",
        "Make it a fact, with its source, and write `{fact.id}` in its place.",
    ),
    "comment-in-words": Code(
        "Words without quotes hold ` #`, and YAML takes the rest of the line for a comment.",
        "Put the words in quotes; put a comment on a line of its own.",
    ),
    "space-before-sign": Code(
        "A space stands before a sign that belongs to the word before it, as `।`, `ๆ` or `，`.",
        "Take the space out; else the sign may begin a line.",
    ),
    "placeholder-lost": Code(
        "A translation lacks a placeholder that its source has.",
        "Put it where the value is to stand.",
    ),
    "placeholder-added": Code(
        "A translation has a placeholder that its source does not have.",
        "Take it out.",
    ),
    "placeholder-syntax": Code(
        "A brace in words does not belong to a placeholder.",
        "Write `{fact.id}`, with one brace on either side.",
    ),
}
PAPER: Final[Mapping[str, Code]] = {
    "missing-glyph": Code(
        "No face of the edition has a character.",
        "Write it another way, or add a face that has it.",
    ),
    "does-not-fit": Code(
        "Something is too wide or too long for the product, even at its smallest type.",
        "Shorten what is named; the message says by how many millimetres.",
    ),
    "lost-text": Code(
        "A string that went into a template does not stand on the laid-out pages.",
        "Correct the template or its style sheet: a box is too small, or hides it.",
    ),
    "lost-picture": Code(
        "A picture that went into a template does not stand on the laid-out pages.",
        "Correct the template or its style sheet: it hides the picture, or leaves it no room.",
    ),
    "overlap": Code(
        "At every size that was tried type lies on other type, on something that is drawn, or below"
        " its page's text area.",
        "Shorten the words that are named, or give them more room in the style sheet.",
    ),
    "quiet-zone": Code(
        "Ink is nearer to a QR code than four of its modules, or the edge of the paper is:"
        " phones may not see the code.",
        "Keep it away in the style sheet; the press's own draws the code with its bare zone.",
    ),
    "cells-too-close": Code(
        "Two cells of a row stand so near to each other that they may be read as one.",
        "Shorten what stands in them, or give the columns more room in the style sheet.",
    ),
    "near-trim": Code(
        "Something stands so near to the edge of the paper that a knife or a printer may take it.",
        "Give it more room in the style sheet, or let it run into the bleed.",
    ),
    "no-room-to-write": Code(
        "A line or a box to write in is smaller than handwriting.",
        "Make it at least 6.5 mm high, and 4 mm wide for each digit, in the style sheet.",
    ),
    "below-floor": Code(
        "Words are set smaller than the smallest type of their form.",
        "Set them larger in the style sheet.",
    ),
    "mark-without-key": Code(
        "A side carries the mark of doubtful or of stale facts, and does not say what it means.",
        "Say it on that side, in the template of the house.",
    ),
    "bare-side": Code(
        "A side does not say its language, or where to turn, and another one does.",
        "Show it on every side, in the template of the house.",
    ),
    "step-not-aligned": Code(
        "The lines of a step do not begin under one another.",
        "Mend the indent of the list in the style sheet.",
    ),
    "uneven-row": Code(
        "Cells of a row that are set alike do not stand on one base line.",
        "Align the row to its base line in the style sheet.",
    ),
    "uneven-column": Code(
        "The codes of a column neither begin nor end under one another.",
        "Align the column in the style sheet, and keep marks out of its line.",
    ),
    "bad-line-end": Code(
        "A line of Chinese or Japanese begins or ends with a sign that belongs to the next one.",
        "Say the sentence in a few other words.",
    ),
    "heading-alone": Code(
        "A heading stands at the foot of a page, and what it announces on the next.",
        "Keep them together with `break-after: avoid`, or shorten the words before.",
    ),
    "step-torn": Code(
        "A step begins on one page and ends on the next.",
        "Keep it whole with `break-inside: avoid`, or shorten the words before.",
    ),
    "early-break": Code(
        "A line ends early though the next word would fit on it, at every size that was tried.",
        "Say the sentence in a few other words: the engine breaks some lines next to bold type.",
    ),
    "thin-page": Code(
        "The last page is less than a tenth full.",
        "Shorten the words until it is not needed; move a block to a panel that is a page.",
    ),
    "text-layer": Code(
        "Text copied from the PDF, or read aloud, is not what was written.",
        "Choose another face for the script; see the notes in `vademecum/setting/repairs.py`.",
    ),
    "template-fault": Code(
        "A template does not parse, or asks for what there is not.",
        "Correct the template of the house at the line that is named.",
    ),
    "unused-template": Code(
        "A template of a house is named almost like one of the press's, or stands elsewhere, and "
        "goes before none.",
        "Correct its name, move it to where the hint says, or take it away.",
    ),
    "endless-template": Code(
        "A template of the house takes more time or memory than there is for it.",
        "Look for a loop that never stops, or a text that grows without end.",
    ),
    "engine-log": Code(
        "The engine warned about a template or a style sheet, or crashed on it.",
        "Correct the template or the style sheet.",
    ),
    "job-failed": Code(
        "A job died, or ran out of its time or memory.",
        "Run it alone with `-j 1 -v`; if its content is sound, report it.",
    ),
}
CODES: Final[Mapping[str, Code]] = {**FILES, **MODEL, **WORDS, **PAPER}


def page() -> str:
    """Return the page of documentation about all codes, in Markdown."""
    groups = (
        ("Files", FILES),
        ("Guide and facts", MODEL),
        ("Words", WORDS),
        ("Paper", PAPER),
    )
    lines = ["# Problems", "", "Every problem that the press can find, its cause and its cure.", ""]
    lines += [
        "This page is made from `vademecum/problems/codes.py`; run `make docs` after a change.",
        "",
    ]
    for title, codes in groups:
        lines += [f"## {title}", "", "| code | cause | cure |", "|---|---|---|"]
        lines += [f"| `{name}` | {code.cause} | {code.cure} |" for name, code in codes.items()]
        lines.append("")
    return "\n".join(lines)


def main(path: Path = Path("docs/problems.md")) -> None:
    """Write the page."""
    path.write_text(page(), "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
