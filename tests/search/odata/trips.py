"""A small service of people and their trips, as its metadata declares it, and how tests ask it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypernav.search import Expression, Query
from hypernav.search.odata import ODATA, ODataDialect, vocabulary_from_csdl

CSDL = """<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="Travel" Alias="Self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EnumType Name="Gender">
        <Member Name="Male" Value="0"/><Member Name="Female" Value="1"/><Member Name="Unknown" Value="2"/>
      </EnumType>
      <EnumType Name="Comfort" IsFlags="true">
        <Member Name="Quiet" Value="1"/><Member Name="Window" Value="2"/><Member Name="Sleeper" Value="4"/>
      </EnumType>
      <TypeDefinition Name="Money" UnderlyingType="Edm.Decimal"/>
      <ComplexType Name="City">
        <Property Name="Name" Type="Edm.String"/>
        <Property Name="Region" Type="Edm.String"/>
        <NavigationProperty Name="Mayor" Type="Self.Person"/>
      </ComplexType>
      <EntityType Name="Photo" HasStream="true">
        <Property Name="Id" Type="Edm.Int64"/>
        <Property Name="Name" Type="Edm.String"/>
        <Property Name="Thumbnail" Type="Edm.Stream"/>
      </EntityType>
      <EntityType Name="Person" OpenType="true">
        <Property Name="UserName" Type="Edm.String"/>
        <Property Name="FirstName" Type="Edm.String"/>
        <Property Name="LastName" Type="Edm.String"/>
        <Property Name="Age" Type="Edm.Byte"/>
        <Property Name="Gender" Type="Travel.Gender"/>
        <Property Name="BirthDate" Type="Edm.Date"/>
        <Property Name="Emails" Type="Collection(Edm.String)"/>
        <Property Name="Home" Type="Self.City"/>
        <Property Name="Retina" Type="Edm.Binary"/>
        <NavigationProperty Name="Friends" Type="Collection(Travel.Person)"/>
        <NavigationProperty Name="Trips" Type="Collection(Travel.Trip)"/>
        <NavigationProperty Name="Photo" Type="Travel.Photo"/>
      </EntityType>
      <EntityType Name="Employee" BaseType="Self.Person">
        <Property Name="Salary" Type="Travel.Money"/>
      </EntityType>
      <EntityType Name="Trip">
        <Property Name="TripId" Type="Edm.Int32"/>
        <Property Name="ShareId" Type="Edm.Guid"/>
        <Property Name="Name" Type="Edm.String"/>
        <Property Name="Budget" Type="Edm.Single"/>
        <Property Name="Paid" Type="Edm.Boolean"/>
        <Property Name="StartsAt" Type="Edm.DateTimeOffset"/>
        <Property Name="Departs" Type="Edm.TimeOfDay"/>
        <Property Name="Length" Type="Edm.Duration"/>
        <Property Name="Comfort" Type="Travel.Comfort"/>
        <Property Name="Tags" Type="Collection(Edm.String)"/>
        <NavigationProperty Name="Stops" Type="Collection(Travel.Stop)"/>
      </EntityType>
      <EntityType Name="Stop">
        <Property Name="Place" Type="Edm.String"/>
        <Property Name="Order" Type="Edm.Int16"/>
      </EntityType>
      <EntityContainer Name="Container">
        <EntitySet Name="People" EntityType="Travel.Person"/>
        <EntitySet Name="Trips" EntityType="Self.Trip"/>
        <Singleton Name="Me" Type="Travel.Person"/>
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"""

PEOPLE = ODataDialect(vocabulary_from_csdl(CSDL, "People"))
TRIPS = ODataDialect(vocabulary_from_csdl(CSDL, "Trips"))
LATEST = ODataDialect(version="4.01")


def options(dialect: ODataDialect = ODATA, **asked: Any) -> dict[str, str]:
    """Return the query options of a query."""
    return dict(dialect.compile(Query(**asked)).calls[0].parameters)


def filter_of(expression: Expression, dialect: ODataDialect = ODATA, version: str = "4.01") -> str:
    """Return an expression as ``$filter`` has it in a version of OData."""
    return options(replace(dialect, version=version), conditions=(expression,))["$filter"]
