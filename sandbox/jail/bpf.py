"""Classic BPF as seccomp reads it: a program is a list of instructions, each eight bytes long."""

import struct

RETURN, LOAD_WORD, AND = 0x06, 0x20, 0x54
JUMP_IF_EQUAL, JUMP_IF_AT_LEAST, JUMP_IF_ANY_BIT = 0x15, 0x35, 0x45
NUMBER_AT, MACHINE_AT, ARGUMENTS_AT = 0, 4, 16
"""Where the kernel's `struct seccomp_data` has a call's number, the machine it is made for, and its six arguments."""
ARGUMENT_BYTES = 8

KILL, ERROR, ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
"""What a filter returns: the end of the process, an error number added to it, or nothing out of the ordinary."""


def instruction(code: int, operand: int, *, if_so: int = 0, if_not: int = 0) -> bytes:
    """`if_so`, `if_not`: how many instructions a jump leaves out."""
    return struct.pack("=HBBI", code, if_so, if_not, operand)


def load(offset: int) -> bytes:
    return instruction(LOAD_WORD, offset)


def load_low_half(argument: int) -> bytes:
    """Of one argument, counted from 0, the half that an `int` or `unsigned int` is; little-endian machines."""
    return load(ARGUMENTS_AT + ARGUMENT_BYTES * argument)


def answer(value: int) -> bytes:
    return instruction(RETURN, value)


def where(jump: int, operand: int, then: list[bytes]) -> list[bytes]:
    """`then`, where the comparison holds; else what follows it."""
    return [instruction(jump, operand, if_not=len(then)), *then]


def where_not(jump: int, operand: int, then: list[bytes]) -> list[bytes]:
    return [instruction(jump, operand, if_so=len(then)), *then]
