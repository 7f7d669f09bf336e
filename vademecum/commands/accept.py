"""`vademecum accept`: records that translations are up to date with their source."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from vademecum.build import portions
from vademecum.content import catalogue
from vademecum.content.translations import Translations
from vademecum.problems.policy import Policy, count
from vademecum.problems.problem import Refused
from vademecum.problems.streams import plain


def accept(guides: Sequence[str], languages: Sequence[str], policy: Policy) -> int:
    """Record that the words of languages are made from today's source sentences."""
    folders = catalogue.folders(guides)
    chosen = catalogue.chosen("language", languages, catalogue.languages(folders))
    for folder in folders:
        try:
            translations = Translations.read(folder, portions.house())
            tags = [tag for tag in translations.words if not chosen or tag in chosen]
            if any(map(policy.stops, closed := translations.closed(tags))):
                raise Refused(closed)
            changed = translations.accept(tags)
        except Refused as refused:
            policy.show(refused.problems, "nothing was recorded")
            return 1
        except OSError as error:
            print(plain(f"{folder.name}: nothing was recorded: {error}"), file=sys.stderr)
            return 1
        said = f"{folder.name}: {count(changed, 'string')} accepted in {', '.join(tags)}"
        print(plain(said), file=sys.stderr)
    return 0
