"""The properties of a type as the fields of a vocabulary, along any path, looked up as they are asked for."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from hypernav.names import to_identifier
from hypernav.search.odata.csdl import DeclaredProperties, Schema, read_csdl
from hypernav.search.odata.fields import FUNCTIONS, FieldPath, is_type
from hypernav.search.odata.operators import OF_COLLECTIONS, OF_INSTANCES, OPERATORS, of_kind
from hypernav.search.operators import letters_of
from hypernav.search.vocabulary import Enumerated, Field, ValueKind, Vocabulary

_KINDS: Mapping[str, ValueKind] = {
    **dict.fromkeys(["Edm.Byte", "Edm.SByte", "Edm.Int16", "Edm.Int32", "Edm.Int64"], "integer"),
    **dict.fromkeys(["Edm.Decimal", "Edm.Double", "Edm.Single"], "number"),
    "Edm.String": "string",
    "Edm.Boolean": "boolean",
    "Edm.Date": "date",
    "Edm.DateTimeOffset": "datetime",
    "Edm.TimeOfDay": "time",
    "Edm.Duration": "duration",
    "Edm.Guid": "guid",
}
_NOT_COMPARED = ("Edm.Binary", "Edm.Stream", "Edm.Geo")
"""What can only be compared with null (OData URL conventions 4.01, 5.1.1.1)."""
_NEAR = 0.8


@dataclass(frozen=True, slots=True)
class Property(Field):
    """Describe a field by what metadata declares of it."""

    type: str = ""
    """The qualified name of its type, or of its members' type: ``Edm.String``."""
    collection: bool = False
    navigation: bool = False


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Properties(Mapping[str, Property]):
    """Look up the fields of a type along any path; listed are those of the type, and of what it leads to by one step.

    >>> schema = read_csdl('''<Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="N">
    ...   <EntityType Name="Trip"><Property Name="Budget" Type="Edm.Single"/></EntityType></Schema>''')
    >>> list(Properties(schema, "N.Trip")), Properties(schema, "N.Trip")["Budget"].kind
    (['Budget'], 'number')
    """

    schema: Schema
    type: str
    """The type of an item: a structured one, or that of the members of a collection."""
    title: str = ""
    root: Properties | None = None
    """The properties of the items that are searched for, where these are members of a collection inside them."""

    def __getitem__(self, name: str) -> Property:
        """Return the property that a path leads to."""
        path = FieldPath.read(name)
        found = self._found(path) if path is not None else None
        if found is None:
            raise KeyError(name)
        return replace(found, name=name)

    def __iter__(self) -> Iterator[str]:
        """Yield the paths of one step, then those of two."""
        own = self.schema.declared(self.type)
        if not own:
            yield "$this"
        yield from own
        for declared in own.values():
            if declared.collection:
                yield f"{declared.name}/$count"
            else:
                yield from (f"{declared.name}/{inner}" for inner in self.schema.declared(declared.type))

    def __len__(self) -> int:
        """Return how many paths are listed."""
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        """Return what these are the properties of."""
        return f"<{len(self)} properties of {self.type}>"

    def inside(self, found: Property, path: FieldPath) -> Vocabulary:
        """Return the vocabulary of what a path leads to: an instance, or the members of a collection."""
        title = f"{self.title}/{'/'.join(path.segments)}"
        return vocabulary_of(Properties(self.schema, found.type, title, self.root or self))

    def navigations(self) -> Iterator[str]:
        """Yield the paths of the navigation properties, those of complex properties included."""
        for declared in self.schema.declared(self.type).values():
            if declared.navigation:
                yield declared.name
            else:
                inner = self.schema.declared(declared.type).values()
                yield from (f"{declared.name}/{each.name}" for each in inner if each.navigation)

    def reached(self, path: FieldPath) -> Property | None:
        """Return what a path leads to, also through the members of collections; None for nothing."""
        return self._along(path, through=True)

    def crossed(self, path: FieldPath) -> str:
        """Return the collection that a path goes through as if it were one item, ``""`` for none."""
        for end in range(1, len(path.segments)):
            found = self._along(FieldPath(path.segments[:end], path.root))
            if found is not None and found.collection and path.segments[end] != "$count":
                return FieldPath(path.segments[:end], path.root).written()
        return ""

    def near_miss(self, path: FieldPath) -> str:
        """Return the declared path that an undeclared one looks like, ``""`` for none."""
        owner, _, name = "/".join(path.segments).rpartition("/")
        declared = self._along(FieldPath(tuple(owner.split("/")), path.root)) if owner else None
        names = self.schema.declared(declared.type if declared else self.type)
        if name in names or name == "$count" or name.startswith("@"):
            return ""
        same = [each for each in names if letters_of(each) == letters_of(name)]
        near = same or difflib.get_close_matches(name, names, n=1, cutoff=_NEAR)
        return "/".join([owner, near[0]] if owner else near[:1]) if near else ""

    def _found(self, path: FieldPath) -> Property | None:
        found = self._along(path)
        for function in reversed(path.functions):
            takes, gives = FUNCTIONS[function]
            counted = function == "length" and found is not None and found.collection
            if found is None or (found.kind not in takes and found.type and not counted):
                return None
            found = Property("", gives, of_kind(gives))
        return found

    def _along(self, path: FieldPath, *, through: bool = False) -> Property | None:
        if path.root == "$it" and self.root is not None:
            return self.root._along(FieldPath(path.segments))
        found: Property | None = self._described(DeclaredProperties("", self.type))
        for segment in path.segments:
            member = replace(found, collection=False) if found is not None and through else found
            found = self._step(member, segment) if member is not None else None
        return found

    def _step(self, at: Property, segment: str) -> Property | None:
        if segment == "$count":
            return Property("", "integer", of_kind("integer"), type="Edm.Int64") if at.collection else None
        if segment.startswith("@"):
            return Property("", "any", of_kind("any"))
        if is_type(segment):
            return replace(at, type=segment) if self.schema.is_kind_of(segment, at.type) else None
        if at.collection:
            return None
        declared = self.schema.declared(at.type)
        if segment in declared:
            return self._described(declared[segment])
        # What stands for a declared name is no property of its own.
        is_open = any(each.open for each in self.schema.lineage(at.type)) and segment not in map(
            to_identifier, declared
        )
        return Property("", "any", of_kind("any")) if is_open or not at.type else None

    def _described(self, declared: DeclaredProperties) -> Property:
        type_name = self.schema.underlying.get(declared.type, declared.type)
        members = self.schema.enumerations.get(type_name, {})
        kind = "enumeration" if members else _KINDS.get(type_name, "any")
        operators: tuple[str, ...] = of_kind(kind)
        if declared.collection:
            operators = OF_COLLECTIONS
        elif type_name in self.schema.structured or type_name.startswith(_NOT_COMPARED):
            operators = OF_INSTANCES
        return Property(
            declared.name,
            kind,
            operators,
            tuple(Enumerated(name, str(number)) for name, number in members.items()),
            f"Collection({type_name})" if declared.collection else type_name,
            type_name,
            declared.collection,
            declared.navigation,
        )


class AnyPath(Mapping[str, Property]):
    """Look up any path that OData could have, where no metadata says which there are; none is listed.

    >>> AnyPath()["Address/City"].kind, AnyPath()["year(BirthDate)"].kind, AnyPath().get("Name eq 1")
    ('any', 'integer', None)
    """

    __slots__ = ()

    def __getitem__(self, name: str) -> Property:
        """Return a field of which nothing is known but what its path says."""
        path = FieldPath.read(name)
        if path is None:
            raise KeyError(name)
        kind: ValueKind = "any"
        if path.functions:
            kind = FUNCTIONS[path.functions[0]][1]
        elif path.segments[-1:] == ("$count",):
            kind = "integer"
        return Property(name, kind, of_kind(kind))

    def __iter__(self) -> Iterator[str]:
        """Yield nothing: nobody knows."""
        return iter(())

    def __len__(self) -> int:
        """Return 0: nothing is listed."""
        return 0


OPEN = Vocabulary(
    "OData",
    AnyPath(),
    OPERATORS,
    other=Property("", "any", of_kind("any")),
    pattern=r"[\w$@./()]+",
)
"""What is known of a service without its metadata: how paths look, and all operators."""


def vocabulary_of(properties: Properties) -> Vocabulary:
    """Return the vocabulary of the items of a type."""
    return Vocabulary(properties.title, properties, OPERATORS)


def vocabulary_from_csdl(xml: str, entity_set: str) -> Vocabulary:
    """Return the vocabulary of an entity set, as the service's ``$metadata`` declares it.

    Args:
        xml: The metadata document.
        entity_set: The name of an entity set or a singleton, or the qualified name of a type.

    Raises:
        SearchError: The document is no metadata of OData 4, or declares no such set.

    >>> xml = '''<Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="N">
    ...   <EntityType Name="Trip"><Property Name="Budget" Type="Edm.Single"/></EntityType>
    ...   <EntityContainer Name="C"><EntitySet Name="Trips" EntityType="N.Trip"/></EntityContainer></Schema>'''
    >>> vocabulary_from_csdl(xml, "Trips").field("Budget").kind
    'number'
    """
    schema = read_csdl(xml)
    return vocabulary_of(Properties(schema, schema.type_of(entity_set), entity_set))
