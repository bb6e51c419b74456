"""The page of a question that one answers by choosing who runs next, step by step or without scripts."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses.classroom.reading.answering import question_in
from courses.classroom.reading.progress import keep_answered
from courses.classroom.reading.published import published_course
from courses.quizzes.playing import Played, played_of
from sandbox.lab.choosing import choices_in, places_of, stand
from sandbox.lab.game import Game, game_of
from sandbox.lab.playing import board_response, refused_board
from sandbox.runs.asking import Asker
from sandbox.runs.refusals import RunRefused

PAGE = "quizzes/play.html"


@require_safe
@never_cache
def play(request: HttpRequest, course: str, section: str, question: str) -> HttpResponse:
    """`moves` in the query: the choices so far, like 1.2.1."""
    found = published_course(course, now=timezone.now(), section=section, with_answers=True)
    live = found.sections.get(section)
    asked = question_in(live.page, question) if live and live.page else None
    if live is None or live.answers is None or asked is None or "goal" not in asked:
        raise Http404(f"There is no question “{question}” to be played here.")
    played = played_of(live.answers["questions"][question])
    context: dict[str, Any] = {
        "question": asked,
        "course": found,
        "section": live,
        "source": played.program,
        "back": f"{reverse('reading:section', args=[course, section])}#{question}",
    }
    try:
        game = game_after(request, played)
    except RunRefused as refused:
        return refused_board(request, refused, PAGE, context)
    is_reached = played.is_reached(game.answer)
    if is_reached:
        keep_answered(request, found, section, question)
    context |= {"game": game, "is_reached": is_reached, "explanation": played.explanation}
    tone = "is-ok" if is_reached else "is-warn"
    return board_response(request, PAGE, {**context, "tone": tone, "aside": "quizzes/_played.html"})


def game_after(request: HttpRequest, played: Played) -> Game:
    def asker() -> Asker:
        return Asker.of(request)

    choices = choices_in(request.GET.get("moves", ""))
    places = places_of(played.program, asker=asker)
    answer = stand(played.program, choices, places=places, asker=asker)
    return game_of(answer, path=request.path, choices=choices)
