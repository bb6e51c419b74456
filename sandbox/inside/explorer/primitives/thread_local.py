"""local: attributes of each thread's own."""

from typing import Any

from sandbox.inside.explorer.world import stage


class local:
    """No other thread sees what one keeps here, so touching it is no step; a subclass is begun anew in each thread."""

    is_of_each_thread = True

    def __new__(cls, /, *args: Any, **kwargs: Any) -> "local":
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, "_begun_with", (args, kwargs))
        object.__setattr__(self, "_of", {stage.world.current: {}})
        return self

    def __getattribute__(self, name: str) -> Any:
        mine = _mine(self)
        if name in mine and not hasattr(getattr(type(self), name, None), "__set__"):
            return mine[name]
        if not hasattr(type(self), name):
            raise AttributeError(_missing(self, name), name=name, obj=self)
        return object.__getattribute__(self, name)

    def __setattr__(self, name: str, value: object) -> None:
        mine = _mine(self)
        if hasattr(getattr(type(self), name, None), "__set__"):
            object.__setattr__(self, name, value)
        else:
            mine[name] = value

    def __delattr__(self, name: str) -> None:
        mine = _mine(self)
        if hasattr(getattr(type(self), name, None), "__delete__"):
            object.__delattr__(self, name)
        elif name not in mine:
            raise AttributeError(_missing(self, name), name=name, obj=self)
        else:
            del mine[name]


def _missing(of: local, name: str) -> str:
    kind = "_thread._local" if type(of) is local else type(of).__name__
    return f"{kind!r} object has no attribute {name!r}"


def _mine(of: local) -> dict[str, Any]:
    """The attributes of the thread that asks; its first asking calls what the subclass begins with."""
    everyones = object.__getattribute__(of, "_of")
    mine: dict[str, Any] | None = everyones.get(stage.world.current)
    if mine is None:
        mine = everyones[stage.world.current] = {}
        args, kwargs = object.__getattribute__(of, "_begun_with")
        try:
            type(of).__init__(of, *args, **kwargs)
        except BaseException:
            del everyones[stage.world.current]
            raise
    return mine
