"""What comes along with each item: ``$expand`` with its own options, and ``$select``."""

from __future__ import annotations

import copy

import pytest

from hypernav.errors import SearchError, UnknownField, WrongValue
from hypernav.sandbox.odata.grammar import parse_option
from hypernav.search import where
from hypernav.search.odata import Expand, ODataDialect, phrase, vocabulary_from_csdl
from tests.search.odata.trips import PEOPLE, TRIPS, options

SHOP = """<Schema Namespace="S" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="Order"><Property Name="Id"/><Property Name="Address" Type="S.Address"/>
<NavigationProperty Name="Items" Type="Collection(S.Item)"/></EntityType>
<ComplexType Name="Address"><Property Name="City"/><NavigationProperty Name="Country" Type="S.Country"/></ComplexType>
<EntityType Name="Country"><NavigationProperty Name="Capital" Type="S.Country"/></EntityType>
<EntityType Name="Item"><Property Name="Name"/><NavigationProperty Name="Product" Type="S.Product"/>
<NavigationProperty Name="Seller" Type="S.Maker"/></EntityType><EntityType Name="Special" BaseType="S.Item"/>
<EntityType Name="Product"><Property Name="Id"/><NavigationProperty Name="Maker" Type="S.Maker"/></EntityType>
<EntityType Name="Maker"><Property Name="Id"/></EntityType>
<EntityContainer Name="C"><EntitySet Name="Orders" EntityType="S.Order"/></EntityContainer></Schema>"""
ORDERS = ODataDialect(vocabulary_from_csdl(SHOP, "Orders"))


@pytest.mark.parametrize(
    ("expand", "expected"),
    [
        (("Items",), "Items"),
        (("Customer", "Items/$ref"), "Customer,Items/$ref"),
        ((Expand("Customer", levels=4),), "Customer($levels=4)"),
        ((Expand("Category", levels="max"),), "Category($levels=max)"),
        ((Expand("Items", expand="Product/$ref"), "Customer"), "Items($expand=Product/$ref),Customer"),
        ((Expand("Items", count=True),), "Items($count=true)"),
        ((Expand("Items/$count", where=where("Name") == "Hugo"),), "Items/$count($filter=Name eq 'Hugo')"),
        ((Expand("Items/$count", text="Hugo"),), "Items/$count($search=Hugo)"),
        (
            (Expand("Items", fields="Quantity", expand=Expand("Product", fields=("Name", "Price"))),),
            "Items($select=Quantity;$expand=Product($select=Name,Price))",
        ),
        (("Address/Country",), "Address/Country"),
        (("*", "*/$ref", Expand("*", levels=2), "Category"), "*,*/$ref,*($levels=2),Category"),
        (("Address/*", "Address/Model.AddressWithLocation/*"), "Address/*,Address/Model.AddressWithLocation/*"),
        (("$value", "Thumbnail"), "$value,Thumbnail"),
        ((Expand("@Namespace.EntityTerm", limit=2),), "@Namespace.EntityTerm($top=2)"),
        (
            (Expand("Products/Sales.PremierProduct/$ref", where=where("CurrentPromotion").is_empty()),),
            "Products/Sales.PremierProduct/$ref($filter=CurrentPromotion eq null)",
        ),
        (
            (Expand("Trips", text=phrase("dark red") | phrase("blue"), sort=("-Budget", "Name"), limit=0, skip=5),),
            'Trips($search="dark red" OR blue;$orderby=Budget desc,Name;$top=0;$skip=5)',
        ),
        (
            (Expand("Trips", where=(where("A") == 1, where("B") == ";)'")),),
            "Trips($filter=A eq 1 and B eq ';)''')",
        ),
        (
            (Expand("Orders", where=where("$it/Name") == "x"),),
            "Orders($filter=$it/Name eq 'x')",
        ),
    ],
)
def test_expansions_are_written_as_the_standard_has_them(expand, expected):
    written = options(expand=expand)["$expand"]
    assert written == expected
    assert len(parse_option("$expand", written).value) == len(expand)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (("Rating", "ReleaseDate"), "Rating,ReleaseDate"),
        (("*",), "*"),
        (("Address/Street", "Model.*"), "Address/Street,Model.*"),
        (("Namespace.PreferredSupplier/AccountRepresentative",), "Namespace.PreferredSupplier/AccountRepresentative"),
        (("@Core.Messages",), "@Core.Messages"),
    ],
)
def test_members_are_selected_by_their_paths(fields, expected):
    assert options(fields=fields) == {"$select": expected}
    assert len(parse_option("$select", expected).value) == len(fields)


def test_an_expansion_shows_what_makes_it_again():
    made = Expand("Trips", where=where("A").eq(1), fields="Name", sort="-A", limit=0, expand="Stops", count=True)
    shown = (
        "Expand('Trips', where=where('A').eq(1), fields=('Name',), sort=('-A',), limit=0, "
        "expand=(Expand('Stops'),), count=True)"
    )
    assert repr(made) == shown
    assert eval(shown, {"Expand": Expand, "where": where}) == made == copy.deepcopy(made)


def test_an_expansion_cannot_be_changed():
    with pytest.raises(AttributeError):
        Expand("Trips").limit = 5


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda: Expand("Trips", limit=-1), "limit takes a whole number from 0, and was given -1."),
        (lambda: Expand("Trips", skip=1.5), "skip takes a whole number from 0, and was given 1.5."),
        (lambda: Expand("Trips", levels="all"), "levels takes a whole number from 1, and was given 'all'."),
        (lambda: Expand("Trips", limit=True), "limit takes a whole number from 0, and was given True."),
        (lambda: Expand("Trips", expand=[5]), "5 is nothing to expand."),
        (lambda: options(expand=(5,)), "5 is nothing to expand."),
        (lambda: options(fields=(5,)), "5 is no name of a member."),
    ],
)
def test_wrong_values_of_expansions_are_refused(make, what):
    with pytest.raises(WrongValue) as caught:
        make()
    assert caught.value.what == what


def test_a_condition_of_an_expansion_is_an_expression():
    with pytest.raises(SearchError, match="'Budget gt 5' is no condition"):
        Expand("Trips", where=["Budget gt 5"])


@pytest.mark.parametrize(
    ("expand", "nearest"),
    [
        (Expand("Trips/$ref", fields="Name", limit=3), "Expand('Trips/$ref', limit=…)"),
        (Expand("Trips/$count", limit=3), "Expand('Trips/$count')"),
        (Expand("*", where=where("A") == 1, levels=2), "Expand('*', levels=…)"),
        (Expand("*/$ref", levels=2), "Expand('*/$ref')"),
        (Expand("$value", count=True), "Expand('$value')"),
    ],
)
def test_what_an_expansion_cannot_be_asked_is_refused(expand, nearest):
    with pytest.raises(WrongValue, match="cannot be expanded with") as caught:
        options(expand=(expand,))
    assert caught.value.details["nearest"] == nearest


@pytest.mark.parametrize(
    "path", ["", "A B", "Trips(", "/Trips", "Trips/", "Model.Person", "$ref", "$count", "Trips/$ref/x"]
)
def test_what_is_no_path_is_not_expanded(path):
    with pytest.raises(UnknownField, match="is nothing that OData can expand"):
        options(expand=(path,))


@pytest.mark.parametrize("name", ["", "A B", "Name,Id", "Trips($top=1)", "Name/", "$value"])
def test_what_is_no_path_is_not_selected(name):
    with pytest.raises(UnknownField, match="OData has no member"):
        options(fields=(name,))


# With metadata


def test_metadata_checks_what_is_asked_of_an_expansion():
    expand = Expand(
        "Trips",
        where=where("Comfort").has("Quiet"),
        fields=("Name", "Budget"),
        sort="-Budget",
        expand=(Expand("Stops", where=where("$it/Gender") == "Male", sort="Order"), "Stops/$count"),
    )
    assert options(PEOPLE, expand=(expand, "Home/Mayor", "Travel.Employee/Photo")) == {
        "$expand": "Trips($filter=Comfort has Travel.Comfort'Quiet';$select=Name,Budget;"
        "$expand=Stops($filter=$it/Gender eq Travel.Gender'Male';$orderby=Order),Stops/$count;"
        "$orderby=Budget desc),Home/Mayor,Travel.Employee/Photo"
    }


def test_a_stream_is_expanded_too():
    assert options(PEOPLE, expand=(Expand("Photo", expand="Thumbnail"),)) == {"$expand": "Photo($expand=Thumbnail)"}


def test_what_is_no_navigation_property_is_refused_with_those_that_are():
    with pytest.raises(UnknownField) as caught:
        options(PEOPLE, expand=("Trip",))
    assert str(caught.value) == (
        "People cannot expand 'Trip'.\n"
        "  where      Expand('Trip')\n"
        "  nearest    'Trips'\n"
        "  expands    Home/Mayor, Friends, Trips, Photo"
    )


def test_a_plain_member_is_told_apart_from_an_unknown_one():
    with pytest.raises(UnknownField, match="People cannot expand 'FirstName': it is no navigation property"):
        options(PEOPLE, expand=("FirstName",))


@pytest.mark.parametrize("name", ["Name", "Stops", "Tags", "*", "Travel.*"])
def test_metadata_knows_what_can_be_selected(name):
    assert options(TRIPS, fields=(name,)) == {"$select": name}


@pytest.mark.parametrize(
    ("dialect", "name", "nearest"), [(TRIPS, "Nmae", "'Name'"), (PEOPLE, "FristName", "'FirstName'")]
)
def test_metadata_knows_what_cannot_be_selected(dialect, name, nearest):
    with pytest.raises(UnknownField, match=f"has no member '{name}' to select") as caught:
        options(dialect, fields=(name,))
    assert caught.value.details["nearest"].split("  ")[0] == nearest


def test_an_open_type_may_have_other_members():
    assert options(PEOPLE, fields=("Nickname",)) == {"$select": "Nickname"}


@pytest.mark.parametrize(
    ("expand", "expected"),
    [
        (["Items/Product"], "Items($expand=Product)"),
        (["Items/Product/Maker"], "Items($expand=Product($expand=Maker))"),
        (["Items/Product", "Items/Seller"], "Items($expand=Product,Seller)"),
        (["Items", "Items/Product"], "Items($expand=Product)"),
        (["Items", "Items"], "Items"),
        ([Expand("Items", limit=3), "Items/Product"], "Items($expand=Product;$top=3)"),
        ([Expand("Items/Product", fields="Id")], "Items($expand=Product($select=Id))"),
        ([Expand("Items", fields="Product/Id")], "Items($select=Product;$expand=Product($select=Id))"),
        (["Items/Product/$ref"], "Items($expand=Product/$ref)"),
        (["Items/$count"], "Items/$count"),
        (["Items/*"], "Items($expand=*)"),
        (["Items/S.Special/Product"], "Items/S.Special($expand=Product)"),
        (["Address/Country"], "Address/Country"),
        (["Address/Country/Capital"], "Address/Country($expand=Capital)"),
    ],
)
def test_a_path_ends_at_its_first_navigation_property_and_the_rest_is_nested(expand, expected):
    assert options(ORDERS, expand=expand) == {"$expand": expected}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (["Id", "Items/Name"], {"$select": "Id", "$expand": "Items($select=Name)"}),
        (["Items/Name"], {"$select": "Items", "$expand": "Items($select=Name)"}),
        (
            ["Id", "Items/Name", "Items/Product/Id"],
            {"$select": "Id", "$expand": "Items($select=Name;$expand=Product($select=Id))"},
        ),
        (["Address/City"], {"$select": "Address/City"}),
        (["Id", "Items"], {"$select": "Id,Items"}),
    ],
)
def test_members_behind_a_navigation_property_are_selected_inside_of_it(fields, expected):
    assert options(ORDERS, fields=fields) == expected


def test_what_is_expanded_and_selected_at_once_is_asked_for_once():
    assert options(ORDERS, expand=["Items/Product"], fields=["Id", "Items/Name"]) == {
        "$select": "Id",
        "$expand": "Items($select=Name;$expand=Product)",
    }


def test_a_misspelt_step_behind_a_navigation_property_is_refused_with_the_nearest():
    with pytest.raises(UnknownField) as caught:
        options(ORDERS, expand=["Items/Prodct"])
    assert caught.value.details["nearest"] == "'Product'"


def test_two_expansions_with_options_of_their_own_stay_two():
    given = [Expand("Items", limit=1), Expand("Items", skip=1)]
    assert options(ORDERS, expand=given) == {"$expand": "Items($top=1),Items($skip=1)"}
