"""The page on which somebody plays the scheduler with a program that was explored."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sandbox.lab.asking import asked_of, run_of
from sandbox.lab.choosing import choices_in, stand
from sandbox.lab.game import game_of
from sandbox.lab.playing import board_response, refused_board
from sandbox.lab.views import found_in, of_the_lab
from sandbox.runs.asking import Asker
from sandbox.runs.refusals import RunRefused


@require_safe
@never_cache
def play_game(request: HttpRequest, submission: UUID) -> HttpResponse:
    """`moves` in the query: the choices so far, like 1.2.1."""
    explored = of_the_lab(request, submission)
    source = asked_of(explored).source
    context = {"explored": explored, "label": run_of(explored).label, "source": source}
    try:
        answer = found_in(explored)
        choices = choices_in(request.GET.get("moves", ""))
        stands = stand(source, choices, places=answer.places, asker=lambda: Asker.of(request))
    except RunRefused as refused:
        return refused_board(request, refused, "lab/game.html", context)
    game = game_of(stands, path=request.path, choices=choices)
    tone = "is-ok" if game.board.breaks else "is-warn"
    return board_response(
        request, "lab/game.html", {**context, "game": game, "tone": tone, "aside": "lab/_game_outcome.html"}
    )
