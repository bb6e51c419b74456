"""Python's operators, by the names that its syntax tree gives them."""

import operator
from collections.abc import Callable
from typing import Any

from sandbox.inside.explorer.touching.containers import contains, lacks

OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "Add": operator.add, "Sub": operator.sub, "Mult": operator.mul, "MatMult": operator.matmul, "Div": operator.truediv,
    "FloorDiv": operator.floordiv, "Mod": operator.mod, "Pow": operator.pow, "LShift": operator.lshift,
    "RShift": operator.rshift, "BitOr": operator.or_, "BitXor": operator.xor, "BitAnd": operator.and_,
    "Eq": operator.eq, "NotEq": operator.ne,
    "Lt": operator.lt, "LtE": operator.le, "Gt": operator.gt, "GtE": operator.ge,
    "In": contains, "NotIn": lacks,
    "iAdd": operator.iadd, "iSub": operator.isub, "iMult": operator.imul, "iMatMult": operator.imatmul,
    "iDiv": operator.itruediv, "iFloorDiv": operator.ifloordiv, "iMod": operator.imod, "iPow": operator.ipow,
    "iLShift": operator.ilshift, "iRShift": operator.irshift, "iBitOr": operator.ior, "iBitXor": operator.ixor,
    "iBitAnd": operator.iand,
}  # fmt: skip
