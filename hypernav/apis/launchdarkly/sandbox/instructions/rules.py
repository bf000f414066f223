"""What instructions do to rules and clauses; flags and segments have them alike."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.instructions.carry_out import records, text, united, without, words, wrong

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.instructions.carry_out import Instruction, Kinds, Work
    from hypernav.apis.launchdarkly.sandbox.store import Record, Store

OPERATORS = frozenset(
    "in endsWith startsWith matches contains lessThan lessThanOrEqual greaterThan greaterThanOrEqual before after "
    "segmentMatch semVerEqual semVerLessThan semVerGreaterThan".split()
)


def name_parts(store: Store, rules: Any) -> None:
    """Give ids to the rules and clauses of a JSON value that have none; malformed parts are left for the checks."""
    for rule in rules if isinstance(rules, list) else ():
        clauses = rule.get("clauses") if isinstance(rule, dict) else None
        for part in (rule, *(clauses if isinstance(clauses, list) else ())):
            if isinstance(part, dict) and not isinstance(part.get("_id"), str):
                part["_id"] = store.numbering.uuid()
        for clause in clauses if isinstance(clauses, list) else ():
            if isinstance(clause, dict):
                clause.setdefault("negate", False)


def rule_of(rules: list[Record], instruction: Instruction) -> Record:
    """Return the rule that an instruction names."""
    return _named(rules, instruction, "rule")


def _clause_of(rules: list[Record], instruction: Instruction) -> Record:
    return _named(rule_of(rules, instruction)["clauses"], instruction, "clause")


def _named(parts: list[Record], instruction: Instruction, what: str) -> Record:
    wanted = text(instruction, f"{what}Id")
    for part in parts:
        if part["_id"] == wanted:
            return part
    raise wrong(instruction, f"no {what} has the ID {wanted!r}")


def new_clause(store: Store, given: Any, clause_id: str = "") -> Record:
    """Return a clause made of what was given.

    Raises:
        Refusal: A part is missing or of the wrong kind.
    """
    problem = clause_problem(given)
    if problem:
        raise wrong({"kind": "clause"}, problem)
    return {
        "_id": clause_id or store.numbering.uuid(),
        "attribute": given["attribute"],
        "op": given["op"],
        "values": copy.copy(given["values"]),
        "contextKind": given.get("contextKind", "" if given["op"] == "segmentMatch" else "user"),
        "negate": given.get("negate", False),
    }


def clause_problem(given: Any) -> str:
    """Return what is wrong with a clause, or nothing.

    >>> clause_problem({"attribute": "country", "op": "is", "values": []})
    "op 'is' is not supported"
    """
    if not isinstance(given, dict) or not isinstance(given.get("attribute"), str):
        return "attribute must be a string"
    if not isinstance(given.get("values"), list):
        return "values must be a list"
    if not isinstance(given.get("op"), str) or given["op"] not in OPERATORS:
        return f"op {given.get('op')!r} is not supported"
    if not isinstance(given.get("contextKind", ""), str):
        return "contextKind must be a string"
    return "" if isinstance(given.get("negate", False), bool) else "negate must be a boolean"


def add_clauses(store: Store, rules: list[Record], instruction: Instruction) -> None:
    """Add clauses to a rule."""
    rule = rule_of(rules, instruction)
    rule["clauses"].extend(new_clause(store, given) for given in records(instruction, "clauses"))


def remove_clauses(store: Store, rules: list[Record], instruction: Instruction) -> None:
    """Remove clauses from a rule."""
    rule, gone = rule_of(rules, instruction), words(instruction, "clauseIds")
    rule["clauses"] = [clause for clause in rule["clauses"] if clause["_id"] not in gone]


def update_clause(store: Store, rules: list[Record], instruction: Instruction) -> None:
    """Replace a clause."""
    clause = _clause_of(rules, instruction)
    clause.update(new_clause(store, instruction.get("clause"), clause["_id"]))


def add_values(store: Store, rules: list[Record], instruction: Instruction) -> None:
    """Add values to a clause."""
    clause = _clause_of(rules, instruction)
    clause["values"] = united(clause["values"], words(instruction))


def remove_values(store: Store, rules: list[Record], instruction: Instruction) -> None:
    """Remove values from a clause."""
    clause = _clause_of(rules, instruction)
    clause["values"] = without(clause["values"], words(instruction))


def insert_rule(rules: list[Record], rule: Record, instruction: Instruction) -> None:
    """Put a rule at the end, or before another one."""
    before = instruction.get("beforeRuleId")
    if before is None:
        rules.append(rule)
    else:
        place = rule_of(rules, {"kind": instruction["kind"], "ruleId": before})
        rules.insert(rules.index(place), rule)


def remove_rule(store: Store, rules: list[Record], instruction: Instruction) -> None:
    """Remove a rule, if it is there."""
    gone = text(instruction, "ruleId")
    rules[:] = [rule for rule in rules if rule["_id"] != gone]


def reorder_rules(store: Store, rules: list[Record], instruction: Instruction) -> None:
    """Put the rules in the order given, which must name each of them once."""
    order = words(instruction, "ruleIds")
    if sorted(order) != sorted(rule["_id"] for rule in rules):
        raise wrong(instruction, "ruleIds must name each rule once")
    rules.sort(key=lambda rule: order.index(rule["_id"]))


def update_description(store: Store, rules: list[Record], instruction: Instruction) -> None:
    """Change the description of a rule."""
    rule_of(rules, instruction)["description"] = text(instruction, "description")


_CHANGES = {
    "removeRule": remove_rule,
    "reorderRules": reorder_rules,
    "addClauses": add_clauses,
    "removeClauses": remove_clauses,
    "updateClause": update_clause,
    "addValuesToClause": add_values,
    "removeValuesFromClause": remove_values,
    "updateRuleDescription": update_description,
}


def add_kinds(kinds: Kinds, rules: Callable[[Work], list[Record]], action: str, verb: str) -> None:
    """Enter the kinds of instructions that all rules have.

    Args:
        kinds: The table.
        rules: Returns the rules that an instruction is about.
        action: The action of the audit log.
        verb: What was done, as the audit log says it.
    """
    for name, change in _CHANGES.items():
        kinds.add(name, action, verb)(_on(rules, change))


def _on(
    rules: Callable[[Work], list[Record]], change: Callable[[Store, list[Record], Instruction], None]
) -> Callable[[Work, Instruction], None]:
    return lambda work, instruction: change(work.store, rules(work), instruction)
