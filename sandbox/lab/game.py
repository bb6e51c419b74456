"""A game of *Play the scheduler* as its page has it: the board after some choices, and the address of each next one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.lab.answers import Answer
from sandbox.lab.board import Board, Seat, board_of
from sandbox.lab.choosing import address_of, switches_in


@dataclass(frozen=True, kw_only=True)
class Made:
    """A step of the strip: who, what, and the address at which everything stands as it did after it."""

    name: str
    what: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Game:
    """`path`: of the page, without choices."""

    path: str
    choices: Sequence[int]
    answer: Answer
    board: Board

    @property
    def seats(self) -> list[tuple[Seat, str]]:
        """Each with the address at which it has moved; "" where it cannot."""
        return [
            (seat, self._address([*self.choices, seat.number]) if seat.is_able else "") for seat in self.board.seats
        ]

    @property
    def strip(self) -> list[Made]:
        """What goes by itself at the end, without a choice, leads to the same place as the last choice."""
        return [
            Made(name=name, what=what, address=self._address(self.choices[:number]))
            for number, (name, what) in enumerate(self.board.strip, 1)
        ]

    @property
    def moves(self) -> str:
        """The choices as the page's address has them."""
        return address_of(self.choices)

    @property
    def undo(self) -> str:
        return self._address(self.choices[:-1]) if self.choices else ""

    @property
    def switches(self) -> int:
        return switches_in(self.choices)

    def _address(self, choices: Sequence[int]) -> str:
        return f"{self.path}?moves={address_of(choices)}" if choices else self.path


def game_of(answer: Answer, *, path: str, choices: Sequence[int]) -> Game:
    return Game(path=path, choices=choices, answer=answer, board=board_of(answer))
