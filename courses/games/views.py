"""The pages of the campaign: its levels, and each of them to be played, step by step or without scripts."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.signed_in import person_or_none
from courses.games.campaign import LEVELS, Level
from courses.games.showing import campaign_page, level_page
from courses.games.winning import win, wins_of
from sandbox.lab.choosing import choices_in, stand
from sandbox.lab.game import Game, game_of
from sandbox.lab.playing import board_response, refused_board
from sandbox.runs.asking import Asker
from sandbox.runs.refusals import RunRefused

MOST_CHARACTERS = 2_000
"""Of the moves in an address; a game has fewer."""


@require_safe
@never_cache
def games(request: HttpRequest) -> HttpResponse:
    return render(request, "games/games.html", campaign_page(wins(request)))


@require_safe
@never_cache
def level(request: HttpRequest, key: str) -> HttpResponse:
    """`moves` in the query: the choices so far, like 1.2.1."""
    found, is_claimed = level_or_404(key), "claimed" in request.GET
    try:
        game = game_after(request, found)
    except RunRefused as refused:
        return refused_board(request, refused, "games/level.html", level_page(found, None, wins(request)))
    if found.goal.is_reached(game.answer):
        win(person_or_none(request), request.session, found.key, game.switches, now=timezone.now())
    return board_response(request, "games/level.html", level_page(found, game, wins(request), is_claimed=is_claimed))


@require_POST
def claim(request: HttpRequest, key: str) -> HttpResponse:
    """That it cannot be done: right where no order breaks the program, and else kindly denied."""
    found = level_or_404(key)
    if found.goal.never:
        win(person_or_none(request), request.session, found.key, 0, now=timezone.now())
    moves = urlencode({"moves": request.POST.get("moves", "")[:MOST_CHARACTERS]})
    return redirect(f"{request.path.removesuffix('claim/')}?claimed&{moves}")


def game_after(request: HttpRequest, found: Level) -> Game:
    choices = choices_in(request.GET.get("moves", ""))
    answer = stand(found.source, choices, places=found.facts.places, asker=lambda: Asker.of(request))
    return game_of(answer, path=request.path, choices=choices)


def level_or_404(key: str) -> Level:
    if key not in LEVELS:
        raise Http404(f"There is no level “{key}”.")
    return LEVELS[key]


def wins(request: HttpRequest) -> dict[str, int]:
    return dict(wins_of(person_or_none(request), request.session, now=timezone.now()))
