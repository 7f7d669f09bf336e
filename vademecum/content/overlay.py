"""What a partner lays over a guide: facts, blocks, a logo; and what of it cannot lie there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from itertools import chain
from typing import Any

from vademecum.blocks.registry import KINDS
from vademecum.content import typed
from vademecum.content.laid import Laid, Origin, laid
from vademecum.content.partner import PartnerFile
from vademecum.content.source import Source
from vademecum.content.tree import Location, below
from vademecum.content.wording import sentences
from vademecum.problems.problem import Problem, did_you_mean
from vademecum.text.markup import PLACEHOLDER


class Overlay:
    """What a partner lays over a guide."""

    def __init__(self, file: PartnerFile, source: Source) -> None:
        self.file, self.source = file, source

    @property
    def added(self) -> tuple[str, ...]:
        """The blocks of the partner's own."""
        return tuple(self.file.blocks)

    def guide(self, base: Source) -> Laid:
        """Return guide.yaml with the partner's blocks, and without what it leaves out."""
        laying = _Laying(base)
        blocks, products = laying.part("blocks"), laying.part("products")
        laying.drop("blocks", self.file.hide)
        for id in self.added:
            if id not in blocks:
                laying.put(("blocks", id), self.source, ("blocks", id))
        for id in signed(base) if self.file.logo else ():
            laying.put(("blocks", id, "logo"), self.source, ("logo",))
        laying.drop("products", set(products) - set(self.file.products or products))
        for id, product in products.items():
            for name, panel in _mapping(product, "panels").items():
                where: Location = ("products", id, "panels", name)
                where = where if isinstance(panel, list) else (*where, "spots")
                spots = panel if isinstance(panel, list) else panel.get("spots")
                if isinstance(spots, list):
                    self._lay(laying, spots, where, where, id)
        return laying.made()

    def facts(self, base: Source) -> Laid:
        """Return facts.yaml with the partner's own."""
        laying = _Laying(base)
        for id in self.file.facts:
            laying.put((id,), self.source, ("facts", id))
        return laying.made()

    def pictures(self, base: Source, own: Source) -> Laid:
        """Return pictures.yaml with the partner's own."""
        laying = _Laying(base)
        for id in own.tree if isinstance(own.tree, dict) else ():
            laying.put((id,), own, (id,))
        return laying.made()

    def words(self, base: Source, own: Source | None, signs: Collection[str]) -> Laid:
        """Return a language's words with the partner's, which is reviewed where both are.

        `signs` are the blocks of the guide that carry the partner's logo.
        """
        laying = _Laying(base)
        laying.drop("blocks", self.file.hide)
        if own:
            laying.say("blocks", self.added, own)
            for id in signs:
                laying.put(("blocks", id, "alt"), own, ("blocks", id, "alt"))
        return laying.made()

    def labels(self, base: Source, own: Source | None) -> Laid:
        """Return phrases.yaml with the partner's words of the place."""
        laying = _Laying(base)
        laying.drop("labels", self.file.hide)
        if own:
            laying.say("labels", self.added, own)
        return laying.made()

    def _lay(
        self, laying: _Laying, spots: list[Any], new: Location, old: Location, product: str
    ) -> None:
        """Take out of some spots what is left out or stands elsewhere, and put in what comes."""
        moved = {put.block for put in self.file.put if put.block not in self.added}
        kept: list[Any] = []
        for number, spot in enumerate(spots):
            here, before = (*new, len(kept)), (*old, number)
            id = _block(spot)
            if (
                id not in self.file.hide
                and id not in moved
                and self._within(laying, spot, here, before, product)
            ):
                laying.origins[here] = laying.base, before
                kept.append(spot)
            for count, put in enumerate(self.file.put):
                if put.after == id and (not put.products or product in put.products):
                    laying.origins[*new, len(kept)] = self.source, ("put", count)
                    kept.append({"block": put.block, "short": "true"} if put.short else put.block)
        spots[:] = kept

    def _within(
        self, laying: _Laying, spot: Any, new: Location, old: Location, product: str
    ) -> bool:
        """Lay what stands inside a spot; return whether anything is left of it."""
        inner = spot.get("flow") if isinstance(spot, dict) else spot
        if not isinstance(inner, list):
            return True
        end = ("flow",) if isinstance(spot, dict) else ()
        self._lay(laying, inner, (*new, *end), (*old, *end), product)
        return bool(inner)


class _Laying:
    """A tree in the making: a copy of a guide's file, and where what comes into it comes from."""

    def __init__(self, base: Source) -> None:
        self.base, self.origins = base, dict[Location, Origin]()
        self.tree: dict[str, Any] = deepcopy(base.tree) if isinstance(base.tree, dict) else {}

    def part(self, key: str) -> dict[str, Any]:
        """Return a mapping of the tree, which is made where there is none."""
        found = self.tree.setdefault(key, {})
        return found if isinstance(found, dict) else {}

    def drop(self, key: str, ids: Collection[str]) -> None:
        """Take rows out of a mapping of the tree."""
        for id in ids:
            _mapping(self.tree, key).pop(id, None)

    def say(self, key: str, ids: Collection[str], own: Source) -> None:
        """Put in words for some blocks; what nobody has reviewed makes all of it unreviewed."""
        for id in ids:
            self.put((key, id), own, (key, id))
        if "reviewed_by" not in _mapping(own.tree, "review"):
            self.put(("review",), own, ("review",))

    def put(self, location: Location, source: Source, where: Location) -> None:
        """Put in, or in place of what is there, what a source has; it is told of it in any case."""
        self.origins[location] = source, where
        node: Any = self.tree
        for key in location[:-1]:
            node = node.setdefault(key, {}) if isinstance(node, dict) else {}
        found = below(source.tree, map(str, where))
        if not isinstance(node, dict):
            return
        node.pop(location[-1], None)
        if found is not None:
            node[location[-1]] = deepcopy(found)

    def made(self) -> Laid:
        """Return the tree as a source."""
        return laid(self.tree, self.base, self.origins)


def check(
    over: Overlay, bases: Mapping[str, Source], spoken: Collection[str], said: Collection[str]
) -> Iterator[Problem]:
    """Yield what of a partner's file names nothing, or changes what a partner cannot change.

    `bases` are the guide's own files by their names, `spoken` its languages, `said` the facts that
    the partner's blocks and words name.
    """
    guide = bases["guide.yaml"]
    blocks, products = (_mapping(guide.tree, key) for key in ("blocks", "products"))
    yield from typed.check_comments(over.source, [("name",)])
    yield from _unknown(over, ("hide",), over.file.hide, "block", blocks)
    yield from _unknown(over, ("products",), over.file.products, "product", products)
    yield from _unknown(over, ("languages",), over.file.languages, "language", spoken)
    for id in over.added:
        if id in blocks:
            message = f"the guide has a block {id!r}, and a partner does not change it"
            hint = "give the block a name of its own"
            yield over.source.key_problem(("blocks", id), "not-the-partners", message, hint)
    if over.file.logo and not signed(guide):
        message = "no block of the guide can carry a logo"
        yield over.source.problem(("logo",), "bad-value", message, "take `logo` out")
    yield from _check_puts(over, blocks, products)
    yield from _check_hidden(over, products)
    yield from _check_facts(over, bases.get("facts.yaml"), said)


def _unknown(
    over: Overlay, where: Location, names: Collection[str], what: str, known: Collection[str]
) -> Iterator[Problem]:
    """Yield the names that the guide does not have."""
    for number, name in enumerate(names):
        if name not in known:
            message, hint = f"the guide has no {what} {name!r}", did_you_mean(name, list(known))
            yield over.source.problem((*where, number), "names-nothing", message, hint)


def _check_puts(
    over: Overlay, blocks: Mapping[str, Any], products: Mapping[str, Any]
) -> Iterator[Problem]:
    """Yield what is put where it cannot stand, and blocks that are put nowhere."""
    there = set(blocks) - set(over.file.hide)
    for number, put in enumerate(over.file.put):
        where = ("put", number)
        yield from _unknown_at(over, (*where, "block"), put.block, {*there, *over.added})
        yield from _unknown_at(over, (*where, "after"), put.after, there)
        yield from _unknown(over, (*where, "products"), put.products, "product", products)
        if put.block == put.after:
            message = f"{put.block!r} cannot stand behind itself"
            yield over.source.problem(where, "bad-value", message, "name another block")
    for id in set(over.added) - {put.block for put in over.file.put}:
        message, hint = f"the block {id!r} is put nowhere", "say under `put` behind which block"
        yield over.source.key_problem(("blocks", id), "names-nothing", message, hint)


def _unknown_at(
    over: Overlay, where: Location, name: str, known: Collection[str]
) -> Iterator[Problem]:
    if name not in known:
        message, hint = f"there is no block {name!r} here", did_you_mean(name, list(known))
        yield over.source.problem(where, "names-nothing", message, hint)


def _check_hidden(over: Overlay, products: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the blocks without which a product could not be made."""
    for number, id in enumerate(over.file.hide):
        for name, product in products.items():
            chosen = not over.file.products or name in over.file.products
            if chosen and isinstance(product, dict) and product.get("per") == id:
                message = f"{name!r} is made per row of {id!r}"
                hint = f"leave {name!r} out of `products` too"
                yield over.source.problem(("hide", number), "bad-value", message, hint)


def _check_facts(over: Overlay, base: Source | None, said: Collection[str]) -> Iterator[Problem]:
    """Yield facts that nothing names, and those that are of another kind than the guide's."""
    own = base.tree if base and isinstance(base.tree, dict) else {}
    for id in over.file.facts if base else ():
        kinds = [_mapping(tree, id).get("kind") for tree in (own, over.file.facts)]
        if id not in own and id not in said:
            message = f"the guide has no fact {id!r}, and nothing of the partner's names it"
            hint = did_you_mean(id, list(own))
            yield over.source.key_problem(("facts", id), "names-nothing", message, hint)
        elif id in own and kinds[1] is not None and kinds[0] != kinds[1]:
            message = f"{id!r} is of kind {kinds[0]} in the guide, and of kind {kinds[1]} here"
            hint = f"give it as a {kinds[0]}"
            where = ("facts", id, "kind")
            yield over.source.problem(where, "not-the-partners", message, hint)


def strange(over: Overlay, own: Source, signs: Collection[str]) -> Iterator[Problem]:
    """Yield the words of a partner's that are for what it did not add."""
    for id, words in _mapping(own.tree, "blocks").items():
        slots = [(id, slot) for slot in words if slot != "alt"] if isinstance(words, dict) else []
        if id in signs:
            faulty: list[Location] = list(slots)
        else:
            faulty = [] if id in over.added else [(id,)]
        for where in faulty:
            message = f"words for {'.'.join(map(str, where))!r}, which the partner did not add"
            hint = "take them out: a partner does not change what the guide says"
            yield own.key_problem(("blocks", *where), "not-the-partners", message, hint)


def said(over: Overlay, words: Collection[Source]) -> frozenset[str]:
    """Return the facts that a partner's blocks and words name."""
    texts = chain.from_iterable(sentences(source.tree) for source in words)
    named = {name for _, text in texts for name in PLACEHOLDER.findall(text)}
    blocks = {text for _, text in sentences(_mapping(over.source.tree, "blocks"))}
    return frozenset(named | blocks)


def signed(source: Source) -> tuple[str, ...]:
    """Return the blocks of guide.yaml that can carry a logo."""
    blocks = _mapping(source.tree, "blocks")
    return tuple(
        id
        for id, block in blocks.items()
        if (kind := KINDS.get(_mapping(blocks, id).get("kind", ""))) and "logo" in kind.model_fields
    )


def _block(spot: Any) -> str | None:
    """Return the block that stands on a spot, if it is one."""
    found = spot.get("block") if isinstance(spot, dict) else spot
    return found if isinstance(found, str) else None


def _mapping(tree: Any, key: str) -> dict[str, Any]:
    found = tree.get(key) if isinstance(tree, dict) else None
    return found if isinstance(found, dict) else {}
