"""The types and entity sets that OData metadata declares (OData CSDL XML 4.01), read without following anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hypernav.errors import SearchError
from hypernav.names import suggest

_NAMESPACE = "http://docs.oasis-open.org/odata/ns/edm"
_OLDER = "schemas.microsoft.com/ado"
_MAX_DEPTH = 60


@dataclass(frozen=True, slots=True)
class DeclaredProperties:
    """Hold a property as a type declares it."""

    name: str
    type: str
    """The qualified name of its type, or of its members' type."""
    collection: bool = False
    navigation: bool = False


@dataclass(frozen=True, slots=True)
class Structured:
    """Hold an entity type or complex type."""

    name: str
    base: str = ""
    open: bool = False
    """Whether instances may have properties that are not declared."""
    properties: Mapping[str, DeclaredProperties] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Schema:
    """Hold what metadata declares, types by their qualified names.

    >>> sorted(Schema().sets)
    []
    """

    structured: Mapping[str, Structured] = field(default_factory=dict)
    enumerations: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """For each enumeration, its members and their numbers."""
    underlying: Mapping[str, str] = field(default_factory=dict)
    """What type definitions stand for."""
    sets: Mapping[str, str] = field(default_factory=dict)
    """For each entity set and singleton, its type."""

    def lineage(self, type_name: str) -> Iterator[Structured]:
        """Yield a type and the types that it is derived from."""
        seen: set[str] = set()
        while type_name in self.structured and type_name not in seen:
            seen.add(type_name)
            yield self.structured[type_name]
            type_name = self.structured[type_name].base

    def is_kind_of(self, type_name: str, base: str) -> bool:
        """Tell whether a type is another one, or derived from it."""
        return any(each.name == base for each in self.lineage(type_name))

    def declared(self, type_name: str) -> dict[str, DeclaredProperties]:
        """Return the properties of a type, inherited ones first."""
        found: dict[str, DeclaredProperties] = {}
        for each in reversed(list(self.lineage(type_name))):
            found.update(each.properties)
        return found

    def type_of(self, entity_set: str) -> str:
        """Return the type of what an entity set or a singleton holds; a type gives itself.

        Raises:
            SearchError: There is no such set.
        """
        if entity_set in self.structured:
            return entity_set
        if entity_set in self.sets:
            return self.sets[entity_set]
        raise SearchError(
            f"The metadata declares no entity set {entity_set!r}.",
            nearest="  ".join(map(repr, suggest(entity_set, self.sets))),
            sets=", ".join(self.sets),
        )


@dataclass(slots=True)
class _Element:
    name: str
    attributes: Mapping[str, str]
    children: list[_Element]

    def named(self, *names: str) -> Iterator[_Element]:
        return (child for child in self.children if child.name in names)


def read_csdl(xml: str) -> Schema:
    """Return what a metadata document declares.

    Raises:
        SearchError: It is no metadata of OData 4, is not well-formed, or brings a document type with it.

    >>> read_csdl('<Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="N"/>')
    Schema(structured={}, enumerations={}, underlying={}, sets={})
    """
    schemas = list(_schemas(_parsed(xml)))
    if not schemas:
        older = _OLDER in xml
        raise SearchError(
            "This is no metadata of OData 4.",
            why="it describes an older version of OData" if older else "it has no Schema element",
            next="give the XML that the service answers at $metadata",
        )
    aliases = {each.attributes.get("Alias", ""): each.attributes.get("Namespace", "") for each in schemas}
    structured: dict[str, Structured] = {}
    enumerations: dict[str, Mapping[str, int]] = {}
    underlying: dict[str, str] = {}
    sets: dict[str, str] = {}
    for schema in schemas:
        namespace = schema.attributes.get("Namespace", "")
        for each in schema.children:
            name = f"{namespace}.{each.attributes.get('Name', '')}"
            if each.name in {"EntityType", "ComplexType"}:
                structured[name] = _structured(name, each, aliases)
            elif each.name == "EnumType":
                enumerations[name] = _members(each)
            elif each.name == "TypeDefinition":
                underlying[name] = _full(each.attributes.get("UnderlyingType", ""), aliases)
            elif each.name == "EntityContainer":
                sets.update(_sets(each, aliases))
    return Schema(structured, enumerations, underlying, sets)


def _schemas(root: _Element) -> Iterator[_Element]:
    if root.name == "Schema":
        yield root
    for child in root.children:
        yield from _schemas(child)


def _structured(name: str, element: _Element, aliases: Mapping[str, str]) -> Structured:
    properties: dict[str, DeclaredProperties] = {}
    for each in element.named("Property", "NavigationProperty"):
        declared = each.attributes.get("Type", "Edm.String")
        collection = declared.startswith("Collection(") and declared.endswith(")")
        inner = declared[len("Collection(") : -1] if collection else declared
        own = each.attributes.get("Name", "")
        properties[own] = DeclaredProperties(own, _full(inner, aliases), collection, each.name == "NavigationProperty")
    base = _full(element.attributes.get("BaseType", ""), aliases)
    return Structured(name, base, element.attributes.get("OpenType") == "true", properties)


def _members(element: _Element) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for place, each in enumerate(element.named("Member")):
        value = each.attributes.get("Value", "")
        # Without numbers, members are counted from 0 in their order (CSDL XML 4.01, 10.1).
        found[each.attributes.get("Name", "")] = int(value) if value.lstrip("-").isdecimal() else place
    return found


def _sets(container: _Element, aliases: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for each in container.named("EntitySet", "Singleton"):
        named = each.attributes.get("EntityType") or each.attributes.get("Type", "")
        yield each.attributes.get("Name", ""), _full(named, aliases)


def _full(type_name: str, aliases: Mapping[str, str]) -> str:
    """Return the name of a type with its namespace instead of an alias."""
    namespace, _, name = type_name.rpartition(".")
    return f"{aliases[namespace]}.{name}" if namespace and namespace in aliases else type_name


def _parsed(xml: str) -> _Element:
    """Return the elements of OData in a document; others are passed over, and nothing outside of it is read."""
    from xml.parsers import expat  # loaded by the first metadata document

    parser = expat.ParserCreate(namespace_separator=" ")
    root = _Element("", {}, [])
    stack = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(stack) > _MAX_DEPTH:
            raise SearchError(f"The metadata is nested deeper than {_MAX_DEPTH} elements.")
        namespace, _, local = name.rpartition(" ")
        element = _Element(local if namespace == _NAMESPACE else "", attributes, [])
        stack[-1].children.append(element)
        stack.append(element)

    def end(_name: str) -> None:
        stack.pop()

    def refuse(*_given: Any) -> None:
        raise SearchError("The metadata brings a document type, which may define entities and name files.")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        raise SearchError("The metadata is not well-formed XML.", why=str(error)) from None
    return root
