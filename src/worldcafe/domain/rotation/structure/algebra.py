"""Rotations without repeated encounters, by algebra.

Number the abstract places (i, j): i in an abelian group of order T, row j. Place (i, j)
sits in round r at table i + D[j][r]; row 0 are the hosts, D = 0. There are no repeated
encounters and no revisits exactly when, for any two rows j and j', the differences
D[j][r] - D[j'][r] are all distinct (`rotation.md`, "Structure").

The matrices here leave the hosts' row out.
"""

from dataclasses import dataclass
from functools import cache
from math import prod

from worldcafe.domain.rotation.structure.catalogue import MATRICES, SQUARES_OF_TEN

Moduli = tuple[int, ...]
"""A group as a product of cyclic ones; its elements are numbers of mixed radix."""
Matrix = list[list[int]]
Route = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Routes for abstract places; who takes which place is decided elsewhere."""

    rows: tuple[tuple[Route, ...], ...]
    """Rows of one route per table. In every round the routes of the last row, and those of
    all other rows together, visit every table equally often."""


def add(moduli: Moduli, one: int, other: int) -> int:
    """The sum of two elements of a group."""
    if len(moduli) == 1:
        return (one + other) % moduli[0]
    total, base = 0, 1
    for modulus in moduli:
        total += (one + other) % modulus * base
        one, other, base = one // modulus, other // modulus, base * modulus
    return total


def developed(moduli: Moduli, matrix: Matrix) -> Skeleton:
    """The places of a difference matrix."""
    return Skeleton(
        tuple(
            tuple(tuple(add(moduli, i, step) for step in row) for i in range(prod(moduli)))
            for row in matrix
        )
    )


def perfect_skeleton(n_tables: int, n_rows: int, n_rounds: int) -> Skeleton | None:
    """`n_rows` of travellers who meet nobody twice, where a formula or the catalogue has it."""
    for method in (walk, product_of_fields, catalogued, squares_of_ten):
        skeleton = method(n_tables, n_rows, n_rounds)
        if skeleton is not None:
            return skeleton
    return None


def walk(n_tables: int, n_rows: int, n_rounds: int) -> Skeleton | None:
    """Row j walks j tables on: the rule facilitators already use by hand."""
    if any(j * r % n_tables == 0 for j in range(1, n_rows + 1) for r in range(1, n_rounds)):
        return None
    rows = [[j * r % n_tables for r in range(n_rounds)] for j in range(1, n_rows + 1)]
    return developed((n_tables,), rows)


def product_of_fields(n_tables: int, n_rows: int, n_rounds: int) -> Skeleton | None:
    """D[j][r] = j * r in a finite field, or in several side by side (MacNeish)."""
    factors = prime_powers(n_tables)
    if not factors or max(n_rows + 1, n_rounds) > min(p**k for p, k in factors):
        return None
    matrix = [[0] * n_rounds for _ in range(n_rows)]
    base = 1
    for p, k in factors:
        powers = powers_of_generator(p, k)
        log = {element: exponent for exponent, element in enumerate(powers)}
        for j in range(1, n_rows + 1):
            for r in range(1, n_rounds):
                matrix[j - 1][r] += powers[(log[j] + log[r]) % len(powers)] * base
        base *= p**k
    return developed(tuple(p for p, k in factors for _ in range(k)), matrix)


def prime_powers(n: int) -> list[tuple[int, int]]:
    """The factors of n as (prime, exponent)."""
    factors = []
    p = 2
    while n > 1:
        k = 0
        while n % p == 0:
            n //= p
            k += 1
        if k:
            factors.append((p, k))
        p = p + 1 if p * p <= n else max(n, p + 1)
    return factors


@cache
def powers_of_generator(p: int, k: int) -> tuple[int, ...]:
    """All nonzero elements of the field of order p**k as powers of one of them.

    Elements are polynomials in x, their coefficients written as digits to the base p. The
    field is fixed by what x**k equals; the first choice is taken for which x generates.
    """
    order = p**k
    moduli = (p,) * k
    powers: list[int] = []
    reduction = 0
    while len(powers) < order - 1:
        reduction += 1
        powers, power = [], 1
        while power and power not in powers[:1] and len(powers) < order:
            powers.append(power)
            top, power = divmod(power * p, order)
            for _ in range(top):
                power = add(moduli, power, reduction)
        if power != 1:
            powers = []
    return tuple(powers)


def catalogued(n_tables: int, n_rows: int, n_rounds: int) -> Skeleton | None:
    """A part of a matrix that was found by search."""
    for moduli, text in MATRICES:
        rows = text.split()
        if prod(moduli) == n_tables and len(rows) >= n_rows and len(rows[0]) >= n_rounds - 1:
            digits = [[0, *(int(digit, 36) for digit in row)] for row in rows[:n_rows]]
            return developed(moduli, [row[:n_rounds] for row in digits])
    return None


def squares_of_ten(n_tables: int, n_rows: int, n_rounds: int) -> Skeleton | None:
    """Ten seats at ten tables: two orthogonal squares of order 10 with transversals."""
    if n_tables != 10 or n_rows != 9 or n_rounds > 4:
        return None
    digits = [int(digit) for digit in SQUARES_OF_TEN]
    routes = [tuple(digits[at : at + n_rounds]) for at in range(0, 360, 4)]
    return Skeleton(tuple(tuple(routes[at : at + 10]) for at in range(0, 90, 10)))
